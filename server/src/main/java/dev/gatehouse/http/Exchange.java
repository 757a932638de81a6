package dev.gatehouse.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * One request's way through a route, top to bottom: caller, body, handler, answer. Lives on the connection's event loop;
 * only token verification and the blocking handler leave it for a virtual thread.
 */
final class Exchange {
    private final DoorContext door;
    private final Route route;
    private final CrossOrigin origins;
    private final Context loop;
    private final HttpServerRequest http;
    private final Request request;
    private final RequestLog.Entry entry;
    private Identity identity;
    private Buffer received;
    private int reserved;
    private boolean answered;
    private ConnectionDeadlines.Wait bodyWait;

    Exchange(DoorContext door, Route route, CrossOrigin origins, RoutingContext routing, RequestLog.Entry entry) {
        this(
                door,
                route,
                origins,
                routing.request(),
                new Where(routing.normalizedPath(), routing.pathParams(), routing.queryParams()),
                entry);
    }

    Exchange(
            DoorContext door,
            Route route,
            CrossOrigin origins,
            HttpServerRequest http,
            Where where,
            RequestLog.Entry entry) {
        this.door = door;
        this.route = route;
        this.origins = origins;
        this.loop = door.vertx().getOrCreateContext();
        this.http = http;
        this.entry = entry;
        this.request = new Request(
                entry.id(),
                http.method().name(),
                where.path(),
                http.uri(),
                where.parameters(),
                where.query(),
                http.headers(),
                http.connection().remoteAddress());
    }

    /** What the request's target was found to say. */
    record Where(String path, Map<String, String> parameters, MultiMap query) {}

    void start() {
        guarded(() -> {
            if (route.protection().isOpen()) {
                admitted();
                return;
            }
            identity = identity();
            Caller caller = identity.remembered().get();
            if (caller != null) {
                identified(caller);
            } else {
                verify(identity.verification()::get);
            }
        });
    }

    private Identity identity() {
        BasicCredentials credentials = route.clientCredentials() ? BasicCredentials.of(http.headers()) : null;
        return credentials == null
                ? Identity.of(door.guard(), BearerToken.of(http.headers()))
                : Identity.of(door.clients(), credentials, request.remoteAddress());
    }

    private void verify(Blocking<Caller> check) {
        offload(check, caller -> {
            guarded(() -> identified(caller));
            readOn();
        });
        // Not before the work is admitted: nothing would read on after a refusal.
        http.pause();
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
        boolean onlyLooks = route.body().isOnlyLookedAt();
        if (route.body().isNone() || (onlyLooks && hasNoBody())) {
            tryImmediately();
        } else if (onlyLooks) {
            lookAtBody();
        } else {
            receiveBody();
        }
    }

    /** A body that nobody wants is not waited for. */
    private void lookAtBody() {
        BodyWish wish = route.body().wish();
        Optional<Boolean> remembered = wish.remembered(request);
        if (remembered.isPresent()) {
            lookAtBody(remembered.get());
            return;
        }
        http.pause();
        offload(() -> wish.ask(request), wanted -> {
            lookAtBody(wanted);
            readOn();
        });
    }

    private void lookAtBody(boolean wanted) {
        if (wanted) {
            receiveBody();
        } else {
            tryImmediately();
        }
    }

    private void tryImmediately() {
        Response remembered =
                route.immediate() == null ? null : route.immediate().tryHandle(request);
        if (remembered != null) {
            answer(remembered);
        } else {
            handle();
        }
    }

    private void receiveBody() {
        if (!route.body().isOnlyLookedAt()) {
            checkBody();
        }
        if (announcedLength() > route.body().limit()) {
            tooLarge();
            return;
        }
        readBody();
    }

    /** What can be told of a body from its header fields. */
    private void checkBody() {
        String encoding = http.getHeader(HeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ErrorCode.CONTENT_ENCODING_UNSUPPORTED.with(encoding);
        }
        if (hasNoBody() && route.body().required()) {
            throw ErrorCode.VALIDATOR_REQUEST_BODY_MISSING.with(request.method(), request.path());
        }
        route.body().checkMediaType(http.getHeader(HeaderNames.CONTENT_TYPE));
    }

    private boolean hasNoBody() {
        long announced = announcedLength();
        return announced == 0 || (announced < 0 && http.getHeader(HeaderNames.TRANSFER_ENCODING) == null && isHttp1());
    }

    private void readBody() {
        if ("100-continue".equalsIgnoreCase(http.getHeader(HeaderNames.EXPECT))
                && http.version() != HttpVersion.HTTP_1_0) {
            http.response().writeContinue();
        }
        received = Buffer.buffer();
        bodyWait = door.deadlines().forBody(System.nanoTime(), this::bodyDeadline);
        http.handler(chunk -> guarded(() -> append(chunk)));
        http.endHandler(end -> guarded(this::bodyComplete));
        http.exceptionHandler(gone -> abandon());
    }

    private boolean isHttp1() {
        return http.version() != HttpVersion.HTTP_2;
    }

    /** The Content-Length, or -1 where there is none. */
    private long announcedLength() {
        String length = http.getHeader(HeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private void append(Buffer chunk) {
        if (answered || request.bodyTooLarge()) {
            return;
        }
        if (received.length() + (long) chunk.length() > route.body().limit()) {
            tooLarge();
            return;
        }
        door.admission().reserveBody(chunk.length());
        reserved += chunk.length();
        received.appendBuffer(chunk);
    }

    /** A body that was only to be looked at is left out; what is left of it is not kept. */
    private void tooLarge() {
        if (!route.body().isOnlyLookedAt()) {
            throw ErrorCode.REQUEST_BODY_TOO_LARGE.with(route.body().limit());
        }
        forgetBody();
        request.leaveBody();
        tryImmediately();
    }

    private void bodyComplete() {
        if (answered || request.bodyTooLarge()) {
            return;
        }
        bodyReceived();
        byte[] body = received.getBytes();
        received = null;
        if (body.length == 0 && route.body().required()) {
            throw ErrorCode.VALIDATOR_REQUEST_BODY_MISSING.with(request.method(), request.path());
        }
        request.setBody(body);
        tryImmediately();
    }

    private void bodyDeadline() {
        fail(ErrorCode.REQUEST_TIMEOUT.with(door.options().bodyDeadline().toSeconds()));
    }

    private void handle() {
        if (route.stream() == null) {
            offload(() -> route.blocking().handle(request), this::answer);
        } else {
            offload(() -> route.stream().open(request), this::stream);
        }
    }

    private void stream(Streaming streaming) {
        if (request.method().equals("HEAD")) {
            answer(streaming.head());
            return;
        }
        answered = true;
        entry.answered(streaming.head().status(), 0, request.caller());
        new OpenStream(door, http, streaming, this::stillAllowed).open(entry.id());
    }

    /** A stream outlives the moment its caller was verified in, so it is asked again whether the proof still holds. */
    private void stillAllowed(OpenStream stream) {
        if (identity == null || isAdmitted(identity.remembered().get())) {
            return;
        }
        try {
            door.admission().run(() -> {
                if (!isVerified()) {
                    stream.end();
                }
            });
        } catch (ApiException busy) {
            // There is another time to ask.
        }
    }

    private boolean isAdmitted(Caller caller) {
        return caller != null && route.protection().admits(caller);
    }

    /** Where it cannot be told, such as without the database, what was true holds for now. */
    private boolean isVerified() {
        try {
            return isAdmitted(identity.verification().get());
        } catch (ApiException e) {
            return e.code().status() >= 500;
        } catch (RuntimeException e) {
            return true;
        }
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
                    fail(error);
                    readOn();
                });
            } finally {
                MDC.remove("request");
            }
        });
    }

    /** After verification, which holds the body back; a request that was read to its end cannot be resumed. */
    private void readOn() {
        if (!http.isEnded()) {
            http.resume();
        }
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
        ApiException challenged = Challenge.addTo(error, route, door.guard().resourceMetadata());
        write(errorAnswer(challenged));
    }

    /** A route's own way to write an error may itself fail; the request gets an answer all the same. */
    private Response errorAnswer(ApiException error) {
        try {
            return route.errors() == null ? catalogued(error) : route.errors().apply(error);
        } catch (RuntimeException failure) {
            return catalogued(door.asApiException(failure, entry.id()));
        }
    }

    private Response catalogued(ApiException error) {
        return ErrorBody.of(error, http.getHeader(HeaderNames.ACCEPT), entry.id());
    }

    private void answer(Response response) {
        if (!answered) {
            write(isConditional(response) ? response.unlessKnown(http.getHeader(HeaderNames.IF_NONE_MATCH)) : response);
        }
    }

    private boolean isConditional(Response response) {
        return response.entityTag() != null
                && (request.method().equals("GET") || request.method().equals("HEAD"));
    }

    private void write(Response answer) {
        answered = true;
        forgetBody();
        entry.answered(answer.status(), answer.body().length, request.caller());
        door.answers().write(http, entry.id(), origins.readable(answer, http.headers()));
    }

    /** The client left before its body was complete: there is nobody to answer. */
    private void abandon() {
        if (!answered && received != null) {
            answered = true;
            forgetBody();
            door.deadlines().requestEnded(http.connection(), System.nanoTime());
        }
    }

    private void forgetBody() {
        door.admission().releaseBody(reserved);
        reserved = 0;
        received = null;
        bodyReceived();
    }

    private void bodyReceived() {
        if (bodyWait != null) {
            bodyWait.over();
            bodyWait = null;
        }
    }
}
