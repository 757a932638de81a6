package dev.gatehouse.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.slf4j.MDC;

/**
 * One request's way through a route, top to bottom: caller, body, handler, answer. Lives on the connection's event loop;
 * only token verification and the blocking handler leave it for a virtual thread.
 */
final class Exchange {
    private final DoorContext door;
    private final Route route;
    private final Context loop;
    private final HttpServerRequest http;
    private final Request request;
    private final RequestLog.Entry entry;
    private Buffer received;
    private int reserved;
    private boolean answered;

    Exchange(DoorContext door, Route route, RoutingContext routing, RequestLog.Entry entry) {
        this.door = door;
        this.route = route;
        this.loop = door.vertx().getOrCreateContext();
        this.http = routing.request();
        this.entry = entry;
        this.request = new Request(
                entry.id(),
                http.method().name(),
                routing.normalizedPath(),
                routing.pathParams(),
                routing.queryParams(),
                http.headers(),
                String.valueOf(http.remoteAddress().hostAddress()));
    }

    void start() {
        guarded(() -> {
            if (route.protection().isOpen()) {
                admitted();
                return;
            }
            String token = BearerToken.of(http.headers());
            Caller caller = door.guard().remembered(token);
            if (caller != null) {
                identified(caller);
            } else {
                verify(token);
            }
        });
    }

    private void verify(String token) {
        http.pause();
        offload(() -> door.guard().verify(token), caller -> {
            http.resume();
            identified(caller);
        });
    }

    private void identified(Caller caller) {
        request.setCaller(caller);
        if (!route.protection().admits(caller)) {
            throw ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH.with(
                    String.join(" ", caller.scopes().stream().sorted().toList()),
                    String.join(" or ", route.protection().anyScope()));
        }
        admitted();
    }

    private void admitted() {
        route.checkQuery(request.queryNames());
        if (!route.body().isNone()) {
            receiveBody();
            return;
        }
        Response remembered =
                route.immediate() == null ? null : route.immediate().tryHandle(request);
        if (remembered != null) {
            answer(remembered);
        } else {
            handle();
        }
    }

    private void receiveBody() {
        String encoding = http.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ErrorCode.CONTENT_ENCODING_UNSUPPORTED.with(encoding);
        }
        long announced = announcedLength();
        boolean empty = announced == 0 || (announced < 0 && http.getHeader("Transfer-Encoding") == null && isHttp1());
        if (empty && route.body().required()) {
            throw ErrorCode.VALIDATOR_REQUEST_BODY_MISSING.with(request.method(), request.path());
        }
        route.body().checkMediaType(http.getHeader("Content-Type"));
        if (announced > route.body().limit()) {
            throw ErrorCode.REQUEST_BODY_TOO_LARGE.with(route.body().limit());
        }
        if ("100-continue".equalsIgnoreCase(http.getHeader("Expect"))) {
            http.response().writeContinue();
        }
        received = Buffer.buffer();
        door.deadlines().bodyStarted(http.connection(), System.nanoTime(), this::bodyDeadline);
        http.handler(chunk -> guarded(() -> append(chunk)));
        http.endHandler(end -> guarded(this::bodyComplete));
    }

    private boolean isHttp1() {
        return http.version() != HttpVersion.HTTP_2;
    }

    /** The Content-Length, or -1 where there is none. */
    private long announcedLength() {
        String length = http.getHeader("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    private void append(Buffer chunk) {
        if (answered) {
            return;
        }
        if (received.length() + (long) chunk.length() > route.body().limit()) {
            throw ErrorCode.REQUEST_BODY_TOO_LARGE.with(route.body().limit());
        }
        door.admission().reserveBody(chunk.length());
        reserved += chunk.length();
        received.appendBuffer(chunk);
    }

    private void bodyComplete() {
        if (answered) {
            return;
        }
        door.deadlines().bodyEnded(http.connection());
        byte[] body = received.getBytes();
        received = null;
        if (body.length == 0 && route.body().required()) {
            throw ErrorCode.VALIDATOR_REQUEST_BODY_MISSING.with(request.method(), request.path());
        }
        request.setBody(body);
        handle();
    }

    private void bodyDeadline() {
        fail(ErrorCode.REQUEST_TIMEOUT.with(door.options().bodyDeadline().toSeconds()));
    }

    private void handle() {
        offload(() -> route.blocking().handle(request), this::answer);
    }

    /** Work that may block. */
    @FunctionalInterface
    private interface Blocking<T> {
        T call() throws Exception;
    }

    /** What follows it on the event loop. */
    @FunctionalInterface
    private interface Then<T> {
        void accept(T value);
    }

    private <T> void offload(Blocking<T> work, Then<T> then) {
        door.admission().run(() -> {
            MDC.put("request", entry.id());
            try {
                T value = work.call();
                loop.runOnContext(ignored -> guarded(() -> then.accept(value)));
            } catch (Throwable failure) {
                ApiException error = door.asApiException(failure, entry.id());
                loop.runOnContext(ignored -> {
                    http.resume();
                    fail(error);
                });
            } finally {
                MDC.remove("request");
            }
        });
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            fail(door.asApiException(failure, entry.id()));
        }
    }

    private void fail(ApiException error) {
        if (answered) {
            return;
        }
        entry.error(error.code());
        if (route.errors() != null) {
            write(route.errors().apply(error));
            return;
        }
        ApiException challenged =
                Challenge.addTo(error, route.protection(), door.guard().resourceMetadata());
        write(ErrorBody.of(challenged, http.getHeader("Accept"), entry.id()));
    }

    private void answer(Response response) {
        if (!answered) {
            boolean conditional =
                    request.method().equals("GET") || request.method().equals("HEAD");
            write(conditional ? response.unlessKnown(http.getHeader("If-None-Match")) : response);
        }
    }

    /** A cookie adds to those already set (RFC 6265 section 3); any other field replaces its value. */
    private static void put(HttpServerResponse response, String name, String value) {
        if (name.equals("Set-Cookie")) {
            response.headers().add(name, value);
        } else {
            response.putHeader(name, value);
        }
    }

    private void write(Response answer) {
        answered = true;
        door.admission().releaseBody(reserved);
        reserved = 0;
        received = null;
        entry.answered(answer.status(), answer.body().length, request.caller());
        HttpServerResponse response = http.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        if (answer.contentType() != null) {
            response.putHeader("Content-Type", answer.contentType());
        }
        if (answer.entityTag() != null) {
            response.putHeader("ETag", answer.entityTag());
            response.putHeader("Cache-Control", "private, no-cache");
        }
        for (Map.Entry<String, String> header : answer.headers()) {
            put(response, header.getKey(), header.getValue());
        }
        door.finish(http, response, Buffer.buffer(answer.body()));
    }
}
