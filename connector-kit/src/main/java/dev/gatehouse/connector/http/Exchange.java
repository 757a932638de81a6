package dev.gatehouse.connector.http;

import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.transfer.BodyPipe;
import dev.gatehouse.connector.transfer.Outlet;
import dev.gatehouse.connector.transfer.Source;
import dev.gatehouse.connector.transfer.TransferException;
import dev.gatehouse.connector.transfer.TransferException.Kind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One request from its head to the end of its answer: arrives on the event loop, is handled on a virtual thread. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final ServerContext server;
    private final Context loop;
    private final HttpServerRequest request;
    private final AnswerWriter writer;
    private final RequestLog.Entry entry;
    private final Watchdog.Watch watch;
    private final BodyPipe body;
    private volatile Outlet outlet;

    Exchange(ServerContext server, Context loop, HttpServerRequest request, ConnectionTimers timers) {
        this.server = server;
        this.loop = loop;
        this.request = request;
        entry = server.log().begin(request.getHeader("X-Request-Id"));
        watch = server.watchdog().watch();
        body = new BodyPipe(
                new Flow(),
                watch,
                server.settings().maximumBytes(),
                server.settings().stall());
        writer = new AnswerWriter(
                loop, request, timers, entry, body, server.settings().stall());
    }

    /** The body comes when somebody reads it; whoever waits for leave to send it (RFC 9110 section 10.1.1) gets it then. */
    private final class Flow implements BodyPipe.Flow {
        private boolean begun;

        @Override
        public void pause() {
            request.pause();
        }

        @Override
        public void resume() {
            loop.runOnContext(now -> {
                if (!begun && "100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                    request.response().writeContinue();
                }
                begun = true;
                if (!request.isEnded()) {
                    request.resume();
                }
            });
        }
    }

    /** Called on the event loop. */
    void start() {
        request.pause();
        request.handler(body::offer);
        request.endHandler(end -> body.complete());
        request.exceptionHandler(failure -> departed());
        request.response().exceptionHandler(failure -> departed());
        request.response().closeHandler(closed -> departed());
        try {
            Routes.Match match = server.routes().find(request.method().name(), request.path());
            Route route = match.route();
            entry.operation(route.name());
            if (!route.open()) {
                server.guard()
                        .check(
                                request.getHeader("Authorization"),
                                request.getHeader("Origin"),
                                request.getHeader("Host"));
            }
            requireBounded();
            server.admission().run(route.open(), () -> run(match));
        } catch (RuntimeException failure) {
            refuse(Failures.of(failure, entry.id()));
        }
    }

    /** Nobody has to send gigabytes to hear that they are too many. */
    private void requireBounded() {
        long maximum = server.settings().maximumBytes();
        if (Framing.announcedBytes(request) > maximum) {
            throw ErrorCode.BODY_TOO_LARGE.with(maximum);
        }
    }

    /** Answers what needs no handler; called on the event loop. */
    void refuse(HttpFailure failure) {
        entry.error(failure.code());
        writer.write(ErrorAnswer.of(failure, request.getHeader("Accept"), entry.id()));
    }

    /** As {@link #refuse}, where nothing that follows on the connection can be understood either. */
    void refuseLast(HttpFailure failure) {
        writer.last();
        refuse(failure);
    }

    private void departed() {
        body.fail(new TransferException(Kind.CALLER_LEFT, "the caller left"));
        Outlet open = outlet;
        if (open != null) {
            open.abandon();
            watch.interrupt();
        }
    }

    private void run(Routes.Match match) {
        MDC.put("request", entry.id());
        Span span = server.spans().begin(match.route(), request.headers());
        entry.span(span);
        watch.start();
        Scope current = span.makeCurrent();
        try (watch;
                current) {
            answer(match);
        } finally {
            MDC.remove("request");
        }
    }

    private void answer(Routes.Match match) {
        try {
            Answer answer = match.route().handler().handle(call(match));
            if (answer.content().isPresent()) {
                stream(answer, answer.content().get());
            } else {
                loop.runOnContext(now -> writer.write(answer));
            }
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private Call call(Routes.Match match) {
        String method =
                request.method() == HttpMethod.HEAD ? "GET" : request.method().name();
        return new Call(
                method,
                request.path(),
                match.parameters(),
                Query.read(request.query()),
                request.headers(),
                body,
                entry.id());
    }

    private void fail(Throwable thrown) {
        Optional<IOException> broken = body.failure();
        HttpFailure failure = switch (broken.orElse(null)) {
            case TransferException reason
            when !(thrown instanceof HttpFailure) ->
                Failures.of(
                        reason,
                        server.settings().maximumBytes(),
                        server.settings().stall());
            case null, default -> watch.bitten() ? lateAnswer(thrown) : Failures.of(thrown, entry.id());
        };
        entry.error(failure.code());
        Answer answer = ErrorAnswer.of(failure, request.getHeader("Accept"), entry.id());
        loop.runOnContext(now -> writer.write(answer));
    }

    private HttpFailure lateAnswer(Throwable thrown) {
        LOG.warn("the third party made no progress for {}", server.settings().call(), thrown);
        return ErrorCode.THIRD_PARTY_TIMED_OUT.with("The third party did not answer in time.");
    }

    private void stream(Answer answer, FileContent content) throws IOException {
        try (content) {
            if (request.method() == HttpMethod.HEAD) {
                loop.runOnContext(now -> writer.writeHead(answer, content.length()));
                return;
            }
            send(answer, content);
        }
    }

    /** The beginning of the content is read before anything is sent, so that a failure until then can be told. */
    private void send(Answer answer, FileContent content) throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        try (Outlet opened =
                new Outlet(loop, request.response(), watch, server.settings().stall(), server.buffers())) {
            long sent = opened.send(new Source(content.stream()), content.length(), () -> {
                begun.set(true);
                outlet = opened;
                loop.runOnContext(now -> writer.begin(answer, content.length()));
            });
            loop.runOnContext(now -> writer.end(sent));
        } catch (IOException | RuntimeException | Error failure) {
            if (!begun.get()) {
                throw failure;
            }
            LOG.warn("request {}: the answer was cut off: {}", entry.id(), failure.toString());
            loop.runOnContext(now -> writer.cut());
        }
    }
}
