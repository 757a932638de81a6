package dev.gatehouse.http.assault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 one after the other (RFC 9113), as bytes that can be sent on any number of connections. */
final class Http2Bytes {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int UNKNOWN = 77;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int HEADER_TABLE_SIZE = 1;
    static final int INITIAL_WINDOW_SIZE = 4;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The beginning of a connection, with one setting. */
    static Http2Bytes begin(int setting, int value) {
        Http2Bytes begun = new Http2Bytes();
        begun.bytes.writeBytes(PREFACE);
        return begun.settings(setting, value);
    }

    Http2Bytes settings(int setting, int value) {
        return frame(SETTINGS, 0, 0, setting(setting, value));
    }

    static byte[] setting(int setting, int value) {
        return ByteBuffer.allocate(6).putShort((short) setting).putInt(value).array();
    }

    Http2Bytes frame(int type, int flags, int stream, byte... payload) {
        ByteBuffer head = ByteBuffer.allocate(9);
        head.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream);
        bytes.writeBytes(head.array());
        bytes.writeBytes(payload);
        return this;
    }

    Http2Bytes get(int stream, String path) {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, block((byte) 0x82, path));
    }

    /** The head of a request with a form, which is still to come. */
    Http2Bytes postHead(int stream, String path) {
        return frame(HEADERS, END_HEADERS, stream, block((byte) 0x83, path));
    }

    /** A header block without any compression (RFC 7541 section 6.2.2): method, scheme, path, authority, media type. */
    static byte[] block(byte method, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(method);
        block.write(0x86);
        literal(block, 4, path);
        literal(block, 1, "x");
        block.write(0x0F);
        literal(block, 31 - 15, "application/x-www-form-urlencoded");
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same frames many times. */
    Http2Bytes times(int count) {
        Http2Bytes all = new Http2Bytes();
        for (int i = 0; i < count; i++) {
            all.bytes.writeBytes(bytes.toByteArray());
        }
        return all;
    }

    Http2Bytes then(Http2Bytes next) {
        bytes.writeBytes(next.bytes.toByteArray());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
