package dev.gatehouse.http.proxied;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Headers of the PROXY protocol, version 2, byte by byte. */
final class Header {
    static final int LOCAL = 0x20;
    static final int PROXY = 0x21;
    static final int NOTHING = 0x00;
    static final int TCP4 = 0x11;
    static final int UDP4 = 0x12;
    static final int TCP6 = 0x21;
    static final int UNIX = 0x31;
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private Header() {}

    /** @param rest what stands behind its length */
    static byte[] of(int command, int family, int length, byte... rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(SIGNATURE);
        bytes.write(command);
        bytes.write(family);
        bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    /** @param more bytes behind the addresses */
    static byte[] of(int command, int family, String client, int more) {
        byte[] address = bytes(client);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(address);
        rest.writeBytes(new byte[address.length]);
        rest.writeBytes(ByteBuffer.allocate(4 + more).putInt(51_000 << 16 | 443).array());
        return of(command, family, rest.size(), rest.toByteArray());
    }

    /** Java makes four bytes of an address that stands for one of IPv4. */
    private static byte[] bytes(String address) {
        if (address.startsWith("::ffff:")) {
            ByteBuffer mapped = ByteBuffer.allocate(16).position(10).putShort((short) -1);
            return mapped.put(bytes(address.substring(7))).array();
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
