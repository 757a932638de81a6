package dev.gatehouse.connector.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorEntry;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.transfer.BodyPipe;
import dev.gatehouse.connector.transfer.Outlet;
import dev.gatehouse.connector.transfer.Source;
import dev.gatehouse.connector.transfer.TransferException;
import dev.gatehouse.connector.transfer.TransferException.Kind;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Transfer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One call of an operation: handled on a virtual thread, which reads the body and writes the content of the answer while
 * the event loop moves them.
 */
final class OperationTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(OperationTransfer.class);

    private final TransferContext shared;
    private final OperationRoute operation;
    private final Transfer transfer;
    private final HttpServerRequest request;
    private final Watchdog.Watch watch;
    private final BodyPipe body;
    private final long started = System.nanoTime();
    private volatile @Nullable Outlet outlet;
    private volatile @Nullable ErrorEntry error;
    private volatile Span span = Span.getInvalid();

    OperationTransfer(TransferContext shared, OperationRoute operation, Transfer transfer) {
        this.shared = shared;
        this.operation = operation;
        this.transfer = transfer;
        request = transfer.http();
        watch = shared.watchdog().watch();
        body = new BodyPipe(
                new Flow(),
                watch,
                shared.settings().maximumBytes(),
                shared.settings().stall());
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
            transfer.loop().runOnContext(now -> {
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

    /** Called on the event loop. @throws ApiException where it is not begun with at all */
    void start() {
        requireBounded();
        transfer.run(this::run);
        request.pause();
        request.handler(body::offer);
        request.endHandler(end -> body.complete());
        request.exceptionHandler(failure -> departed());
        request.response().exceptionHandler(failure -> departed());
        request.response().closeHandler(closed -> departed());
    }

    /** Nobody has to send gigabytes to hear that they are too many. */
    private void requireBounded() {
        long maximum = shared.settings().maximumBytes();
        if (transfer.request().announcedLength() > maximum) {
            throw ConnectorError.BODY_TOO_LARGE.with(maximum);
        }
    }

    private void departed() {
        body.fail(new TransferException(Kind.CALLER_LEFT, "the caller left"));
        Outlet open = outlet;
        if (open != null) {
            open.abandon();
            watch.interrupt();
        }
    }

    private void run() {
        span = shared.spans().begin(operation, request.headers());
        watch.start();
        Scope scope = span.makeCurrent();
        try {
            answer();
        } finally {
            scope.close();
            watch.close();
        }
    }

    private void answer() {
        try {
            Answer answer = operation.handler().handle(call());
            if (answer.content().isPresent()) {
                stream(answer.head(), answer.content().get());
            } else {
                transfer.loop().runOnContext(now -> write(answer.head()));
            }
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private Call call() {
        return new Call(transfer.request(), Query.read(request.query()), body);
    }

    private void fail(Throwable thrown) {
        Optional<IOException> broken = body.failure();
        Throwable reason = switch (broken.orElse(null)) {
            case TransferException why
            when !(thrown instanceof ApiException) ->
                ConnectorFailures.of(
                        why, shared.settings().maximumBytes(), shared.settings().stall());
            case null, default -> watch.bitten() ? lateAnswer(thrown) : thrown;
        };
        ApiException told = transfer.told(reason);
        error = told.code();
        transfer.loop()
                .runOnContext(now -> transfer.refuse(told)
                        .onComplete(sent -> ended(told.code().status(), 0, sent)));
    }

    private ApiException lateAnswer(Throwable thrown) {
        LOG.warn("the third party made no progress for {}", shared.settings().call(), thrown);
        return ConnectorError.THIRD_PARTY_TIMED_OUT.with("The third party did not answer in time.");
    }

    private void write(Response answer) {
        int bytes = isHead() ? 0 : answer.body().length;
        transfer.write(answer).onComplete(sent -> ended(answer.status(), bytes, sent));
    }

    private boolean isHead() {
        return request.method() == HttpMethod.HEAD;
    }

    private void stream(Response head, FileContent content) throws IOException {
        try (content) {
            if (isHead()) {
                transfer.loop().runOnContext(now -> {
                    transfer.begin(head, content.length());
                    end(head, 0);
                });
                return;
            }
            send(head, content);
        }
    }

    /** The beginning of the content is read before anything is sent, so that a failure until then can be told. */
    private void send(Response head, FileContent content) throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        try (Outlet opened = new Outlet(
                transfer.loop(), request.response(), watch, shared.settings().stall(), shared.buffers())) {
            long sent = opened.send(new Source(content.stream()), content.length(), () -> {
                begun.set(true);
                outlet = opened;
                transfer.loop().runOnContext(now -> transfer.begin(head, content.length()));
            });
            transfer.loop().runOnContext(now -> end(head, sent));
        } catch (IOException | RuntimeException | Error failure) {
            if (!begun.get()) {
                throw failure;
            }
            // What callers do stands in the access log.
            LOG.atLevel(failure instanceof TransferException ? Level.DEBUG : Level.WARN)
                    .log(
                            "request {}: the answer was cut off: {}",
                            transfer.request().id(),
                            failure.toString());
            transfer.loop().runOnContext(now -> cut(head));
        }
    }

    private void end(Response head, long bytes) {
        transfer.end().onComplete(sent -> ended(head.status(), bytes, sent));
    }

    /** The caller sees that it is not all. */
    private void cut(Response head) {
        transfer.cut();
        record(head.status(), request.response().bytesWritten(), "cut");
    }

    private void ended(int status, long bytes, AsyncResult<Void> sent) {
        record(status, bytes, sent.succeeded() ? "" : "left");
    }

    private void record(int status, long bytes, String outcome) {
        RequestSpans.end(span, status, error);
        shared.log()
                .record(new TransferLog.Finished(
                        operation.name(),
                        transfer.request().id(),
                        status,
                        body.arrived(),
                        bytes,
                        System.nanoTime() - started,
                        error,
                        outcome));
    }
}
