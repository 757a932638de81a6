package dev.gatehouse.http.netty.gate;

import dev.gatehouse.api.IpAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy says before all else on a connection: for whom it has opened it (HAProxy's PROXY protocol, versions 1 and 2).
 * Immutable.
 *
 * @param length of the header, in bytes
 * @param client empty where it opened it for itself, such as to see whether we are well, or cannot tell
 */
public record ProxyHeader(int length, Optional<InetAddress> client) {
    private static final AttributeKey<ProxyHeader> HEADER = AttributeKey.valueOf("gatehouse.proxy.header");
    private static final byte[] TEXT = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_TEXT = 107;
    private static final Pattern LINE =
            Pattern.compile("PROXY (?:UNKNOWN(?: .*)?|TCP([46]) ([^ ]+) ([^ ]+) \\d{1,5} \\d{1,5})\r\n");

    private static final byte[] BINARY = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int BINARY_START = 16;

    /** With all that proxies may add, such as the name in a client's certificate; none of it is read. */
    private static final int MAX_BINARY = 4 * 1024;

    /** The bytes are no such header. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private Unreadable(String why) {
            super(why);
        }
    }

    /** The one that a connection began with; null where none was due. */
    public static @Nullable ProxyHeader of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().attr(HEADER).get();
    }

    void holdsFor(Channel connection) {
        connection.attr(HEADER).set(this);
    }

    /**
     * Reads it, and leaves the bytes where they are.
     *
     * @return null where more bytes are needed
     */
    static @Nullable ProxyHeader read(ByteBuf bytes) throws Unreadable {
        if (beginsWith(bytes, TEXT)) {
            return bytes.readableBytes() <= TEXT.length ? null : readText(bytes);
        }
        if (beginsWith(bytes, BINARY)) {
            return bytes.readableBytes() < BINARY_START ? null : readBinary(bytes);
        }
        throw new Unreadable("it begins with something else");
    }

    /** As far as there are bytes. */
    private static boolean beginsWith(ByteBuf bytes, byte[] beginning) {
        int there = Math.min(bytes.readableBytes(), beginning.length);
        for (int i = 0; i < there; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ProxyHeader readText(ByteBuf bytes) throws Unreadable {
        int most = Math.min(bytes.readableBytes(), MAX_TEXT);
        int end = bytes.bytesBefore(most, (byte) '\n');
        if (end < 0) {
            if (most == MAX_TEXT) {
                throw new Unreadable("its line is too long");
            }
            return null;
        }
        int length = end + 1;
        Matcher line = LINE.matcher(bytes.toString(bytes.readerIndex(), length, StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            throw new Unreadable("its line is malformed");
        }
        if (line.group(1) == null) {
            return new ProxyHeader(length, Optional.empty());
        }
        boolean ofVersion4 = line.group(1).equals("4");
        literal(line.group(3), ofVersion4);
        return new ProxyHeader(length, Optional.of(literal(line.group(2), ofVersion4)));
    }

    private static InetAddress literal(String text, boolean ofVersion4) throws Unreadable {
        return IpAddress.parse(text)
                .filter(address -> text.contains(":") != ofVersion4)
                .orElseThrow(() -> new Unreadable("it holds a malformed address"));
    }

    private static @Nullable ProxyHeader readBinary(ByteBuf bytes) throws Unreadable {
        int start = bytes.readerIndex();
        int length = BINARY_START + bytes.getUnsignedShort(start + 14);
        if (length > MAX_BINARY) {
            throw new Unreadable("it is too long");
        }
        return switch (bytes.getByte(start + 12)) {
            case 0x20 -> bytes.readableBytes() < length ? null : new ProxyHeader(length, Optional.empty());
            case 0x21 -> {
                int addressLength = addressLength(bytes.getByte(start + 13));
                // Of both ends, with their ports.
                if (length < BINARY_START + (addressLength == 0 ? 0 : 2 * addressLength + 4)) {
                    throw new Unreadable("its addresses are cut off");
                }
                yield bytes.readableBytes() < length ? null : new ProxyHeader(length, address(bytes, addressLength));
            }
            default -> throw new Unreadable("its version or command is unknown");
        };
    }

    /** 0 where none of the internet is said. */
    private static int addressLength(byte family) throws Unreadable {
        return switch (family) {
            case 0x11, 0x12 -> 4;
            case 0x21, 0x22 -> 16;
            case 0x00, 0x31, 0x32 -> 0;
            default -> throw new Unreadable("its kind of address is unknown");
        };
    }

    private static Optional<InetAddress> address(ByteBuf bytes, int length) {
        if (length == 0) {
            return Optional.empty();
        }
        try {
            byte[] address = ByteBufUtil.getBytes(bytes, bytes.readerIndex() + BINARY_START, length);
            return Optional.of(InetAddress.getByAddress(address));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
