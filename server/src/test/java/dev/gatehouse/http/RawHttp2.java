package dev.gatehouse.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP/2 frame by frame (RFC 9113), without TLS, begun with its preface. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int ENHANCE_YOUR_CALM = 11;
    private static final int ACK = 1;
    private static final int PRIORITY = 32;

    private final RawConnection connection;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();

    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /** The four bytes from here on. */
        int number(int offset) {
            return ByteBuffer.wrap(payload).getInt(offset);
        }
    }

    /** A whole answer on a stream. */
    record Answer(int status, Http2Headers headers, byte[] body) {}

    RawHttp2(URI door) {
        connection = RawConnection.to(door);
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        send(SETTINGS, 0, 0, new byte[0]);
    }

    RawHttp2 send(int type, int flags, int stream, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        connection.send(frame.array());
        return this;
    }

    /** Sends unless the other side has closed; whether it went out. */
    boolean trySend(int type, int flags, int stream, byte[] payload) {
        try {
            send(type, flags, stream, payload);
            return true;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    /** A request's header block, with names and values one after the other. */
    byte[] block(String method, String path, String... fields) {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method(method)
                .path(path)
                .scheme("http")
                .authority("x");
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, headers, block);
        } catch (Http2Exception e) {
            throw new IllegalArgumentException(e);
        }
        return ByteBufUtil.getBytes(block);
    }

    /** Sends a whole request without a body. */
    RawHttp2 ask(int stream, String method, String path, String... fields) {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, block(method, path, fields));
    }

    Frame read() {
        ByteBuffer head = ByteBuffer.wrap(connection.readBytes(9));
        int lengthAndType = head.getInt();
        int flags = head.get();
        int stream = head.getInt();
        return new Frame(lengthAndType & 0xFF, flags, stream, connection.readBytes(lengthAndType >>> 8));
    }

    /** The next frame of this type; others are passed over. */
    Frame readUntil(int type) {
        Frame frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    /** Reads until so many streams were answered, in any order; acknowledges settings on the way. */
    Map<Integer, Answer> readAnswers(int count) {
        Map<Integer, Answer> begun = new LinkedHashMap<>();
        Map<Integer, Answer> ended = new LinkedHashMap<>();
        while (ended.size() < count) {
            Frame frame = read();
            switch (frame.type()) {
                case SETTINGS -> acknowledge(frame);
                case HEADERS -> begun.put(frame.stream(), answer(frame));
                case DATA -> begun.computeIfPresent(frame.stream(), (stream, answer) -> append(answer, frame));
                default -> {}
            }
            if (begun.containsKey(frame.stream()) && frame.has(END_STREAM) && frame.type() <= HEADERS) {
                ended.put(frame.stream(), begun.get(frame.stream()));
            }
        }
        return ended;
    }

    Answer readAnswer(int stream) {
        return readAnswers(1).get(stream);
    }

    private void acknowledge(Frame settings) {
        if (!settings.has(ACK)) {
            send(SETTINGS, ACK, 0, new byte[0]);
        }
    }

    private Answer answer(Frame frame) {
        try {
            int priority = frame.has(PRIORITY) ? 5 : 0;
            ByteBuf block = Unpooled.wrappedBuffer(frame.payload(), priority, frame.payload().length - priority);
            Http2Headers headers = decoder.decodeHeaders(frame.stream(), block);
            return new Answer(Integer.parseInt(headers.status().toString()), headers, new byte[0]);
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Answer append(Answer answer, Frame frame) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(answer.body());
        body.writeBytes(frame.payload());
        return new Answer(answer.status(), answer.headers(), body.toByteArray());
    }

    RawConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }
}
