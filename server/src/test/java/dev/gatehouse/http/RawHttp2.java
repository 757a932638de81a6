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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** HTTP/2 frame by frame (RFC 9113), without TLS, begun with its preface. */
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;
    public static final int NO_ERROR = 0;
    public static final int ENHANCE_YOUR_CALM = 11;
    private static final int FIRST_WINDOW = 65_535;
    private static final int MAX_FRAME = 16_384;
    private static final int ACK = 1;
    private static final int WITH_PRIORITY = 32;

    private final RawConnection connection;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
    private final Map<Integer, Long> granted = new HashMap<>();
    private final Map<Integer, Integer> statuses = new HashMap<>();

    public record Frame(int type, int flags, int stream, byte[] payload) {
        public boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /** The four bytes from here on. */
        public int number(int offset) {
            return ByteBuffer.wrap(payload).getInt(offset);
        }
    }

    /** A whole answer on a stream. */
    public record Answer(int status, Http2Headers headers, byte[] body) {}

    public RawHttp2(URI listener) {
        this(RawConnection.to(listener));
    }

    /** On a connection that is there already. */
    public RawHttp2(RawConnection connection) {
        this.connection = connection;
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        send(SETTINGS, 0, 0, new byte[0]);
    }

    public RawHttp2 send(int type, int flags, int stream, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        connection.send(frame.array());
        return this;
    }

    /** Sends unless the other side has closed; whether it went out. */
    public boolean trySend(int type, int flags, int stream, byte[] payload) {
        try {
            send(type, flags, stream, payload);
            return true;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    /** A request's header block, with names and values one after the other. */
    public byte[] block(String method, String path, String... fields) {
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
    public RawHttp2 ask(int stream, String method, String path, String... fields) {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, block(method, path, fields));
    }

    /** Sends the head of a POST of JSON, with a bearer token; its body is to follow. */
    public RawHttp2 postHead(int stream, String path, String bearer, String... fields) {
        String[] all = Stream.concat(
                        Stream.of("authorization", "Bearer " + bearer, "content-type", "application/json"),
                        Stream.of(fields))
                .toArray(String[]::new);
        return send(HEADERS, END_HEADERS, stream, block("POST", path, all));
    }

    public Frame read() {
        ByteBuffer head = ByteBuffer.wrap(connection.readBytes(9));
        int lengthAndType = head.getInt();
        int flags = head.get();
        int stream = head.getInt();
        return new Frame(lengthAndType & 0xFF, flags, stream, connection.readBytes(lengthAndType >>> 8));
    }

    /** The next frame of this type; others are passed over. */
    public Frame readUntil(int type) {
        Frame frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    /** Sends this much of a body as the windows of its stream and of the connection allow (RFC 9113 section 6.9). */
    public RawHttp2 sendBody(int stream, int length, boolean last) {
        int left = length;
        while (left > 0) {
            int size = (int) Math.min(Math.min(left, MAX_FRAME), Math.min(window(stream), window(0)));
            if (size == 0) {
                remember(read());
                continue;
            }
            left -= size;
            granted.merge(stream, (long) -size, Long::sum);
            granted.merge(0, (long) -size, Long::sum);
            send(DATA, last && left == 0 ? END_STREAM : 0, stream, new byte[size]);
        }
        return this;
    }

    private long window(int stream) {
        return FIRST_WINDOW + granted.getOrDefault(stream, 0L);
    }

    /** The status a stream is answered with, read at some time after its head was sent. */
    public int readStatus(int stream) {
        while (!statuses.containsKey(stream)) {
            remember(read());
        }
        return statuses.get(stream);
    }

    /** The streams whose answers began to arrive so far. */
    Set<Integer> answered() {
        return statuses.keySet();
    }

    private void remember(Frame frame) {
        switch (frame.type()) {
            case SETTINGS -> acknowledge(frame);
            case WINDOW_UPDATE -> granted.merge(frame.stream(), (long) frame.number(0), Long::sum);
            case HEADERS -> statuses.put(frame.stream(), answer(frame).status());
            case RST_STREAM, GOAWAY -> throw new AssertionError("was told " + frame);
            default -> {}
        }
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

    public Answer readAnswer(int stream) {
        return readAnswers(1).get(stream);
    }

    private void acknowledge(Frame settings) {
        if (!settings.has(ACK)) {
            send(SETTINGS, ACK, 0, new byte[0]);
        }
    }

    private Answer answer(Frame frame) {
        try {
            int priority = frame.has(WITH_PRIORITY) ? 5 : 0;
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

    public RawConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }
}
