package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.BlockingHandler;
import dev.gatehouse.http.BodyFilter;
import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Identity;
import dev.gatehouse.http.ImmediateHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.StreamHandler;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.http.log.RequestEntry;
import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One request's way through a route, top to bottom: caller, body, handler, answer. Lives on the connection's event loop;
 * only token verification and the blocking handler leave it for a virtual thread.
 */
final class Exchange implements IncomingBody.Reader {
    private final ListenerContext listener;
    private final Route route;
    private final CrossOrigin origins;
    private final Context loop;
    private final HttpServerRequest http;
    private final Request request;
    private final RequestEntry entry;
    private @Nullable Identity identity;
    private @Nullable IncomingBody body;
    private boolean answered;

    Exchange(ListenerContext listener, FoundRoute found, HttpServerRequest http, RequestEntry entry) {
        this.listener = listener;
        this.route = found.route();
        this.origins = found.origins();
        this.loop = listener.vertx().getOrCreateContext();
        this.http = http;
        this.entry = entry;
        this.request = new Request(
                entry.id(),
                http.method().name(),
                found.path(),
                http.uri(),
                found.parameters(),
                http.query(),
                http.headers(),
                ClientAddress.of(
                        http,
                        listener.deadlines().address(http.connection()),
                        listener.options().proxies()));
    }

    void start() {
        guarded(() -> {
            if (route.protection().isOpen()) {
                admitted();
                return;
            }
            identity = listener.authenticator().identify(request, route);
            Caller caller = identity.remembered().get();
            if (caller != null) {
                identified(caller);
            } else {
                verify(identity.verification()::get);
            }
        });
    }

    private void verify(Blocking<Caller> check) {
        offloadBeforeBody(check, this::identified);
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
        if (!route.query().takesAnything()) {
            route.query().check(request.queryNames(), route.path());
        }
        BodyFilter wish = route.body().wish();
        if (route.body().isNone() || (wish != null && IncomingBody.isAbsent(http, request))) {
            tryImmediately();
        } else if (wish != null) {
            lookAtBody(wish);
        } else {
            receiveBody();
        }
    }

    /** A body that nobody wants is not waited for. */
    private void lookAtBody(BodyFilter wish) {
        Optional<Boolean> remembered = wish.remembered(request);
        if (remembered.isPresent()) {
            lookAtBody(remembered.get());
            return;
        }
        offloadBeforeBody(() -> wish.ask(request), this::lookAtBody);
    }

    private void lookAtBody(boolean wanted) {
        if (wanted) {
            receiveBody();
        } else {
            tryImmediately();
        }
    }

    private void tryImmediately() {
        ImmediateHandler memory = route.handlers().immediate();
        Response remembered = memory == null ? null : memory.tryHandle(request);
        if (remembered != null) {
            answer(remembered);
        } else {
            handle();
        }
    }

    private void receiveBody() {
        body = new IncomingBody(listener, http, request, route.body(), this);
        body.receive();
    }

    @Override
    public void bodyRead() {
        tryImmediately();
    }

    @Override
    public void bodyFailed(Throwable failure) {
        fail(listener.asApiException(failure, entry.id()));
    }

    /** There is nobody to answer. */
    @Override
    public void bodyAbandoned() {
        answered = true;
        listener.deadlines().requestEnded(http.connection(), System.nanoTime());
    }

    private void handle() {
        Route.Handlers handlers = route.handlers();
        BlockingHandler blocking = handlers.blocking();
        StreamHandler stream = handlers.stream();
        if (blocking != null) {
            offload(() -> blocking.handle(request), this::answer);
        } else if (stream != null) {
            offload(() -> stream.open(request), this::stream);
        } else {
            Objects.requireNonNull(handlers.transfer(), "a route has a handler")
                    .take(new TakenTransfer(listener, route, http, request, entry));
            answered = true;
        }
    }

    private void stream(StreamingResponse streaming) {
        if (request.method().equals("HEAD")) {
            answer(streaming.head());
            return;
        }
        answered = true;
        entry.answered(streaming.head().status(), 0, request.callerOrNull());
        Caller begun = request.callerOrNull();
        new ResponseStream(listener, http, streaming, (stream, goOn) -> stillAllowed(begun, stream, goOn))
                .open(entry.id());
    }

    /** A stream outlives the moment its caller was verified in, so it is asked again whether the proof still holds. */
    private void stillAllowed(@Nullable Caller begun, ResponseStream stream, Runnable goOn) {
        Identity shown = identity;
        if (shown == null || begun == null || isStill(begun, shown.remembered().get())) {
            goOn.run();
            return;
        }
        try {
            listener.admission()
                    .run(
                            () -> {
                                if (isVerified(begun, shown)) {
                                    goOn.run();
                                } else {
                                    stream.revoke();
                                }
                            },
                            Admission.Need.FURTHER);
        } catch (ApiException busy) {
            // There is another time to ask.
            goOn.run();
        }
    }

    /** Whether the caller may have the stream, and as much as when it began: what it tells was chosen by that. */
    private boolean isStill(Caller begun, @Nullable Caller now) {
        return now != null && route.protection().admits(now) && mayAsMuch(begun, now);
    }

    /** To administrators everything is told, whatever else they may and whoever they act for. */
    private static boolean mayAsMuch(Caller begun, Caller now) {
        return begun.isAdministrator()
                ? now.isAdministrator()
                : now.scopes().containsAll(begun.scopes()) && now.owners().containsAll(begun.owners());
    }

    /** Where it cannot be told, such as without the database, what was true holds for now. */
    private boolean isVerified(Caller begun, Identity shown) {
        try {
            return isStill(begun, shown.verification().get());
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

    /** Holds the body back meanwhile, but not before the work is admitted: nothing would read on after a refusal. */
    private <T> void offloadBeforeBody(Blocking<T> work, Then<T> then) {
        offload(work, value -> {
            guarded(() -> then.accept(value));
            readOn();
        });
        http.pause();
    }

    private <T> void offload(Blocking<T> work, Then<T> then) {
        Runnable task = () -> {
            MDC.put("request", entry.id());
            try {
                T value = work.call();
                ListenerContext.on(loop, () -> guarded(() -> then.accept(value)));
            } catch (Throwable failure) {
                ApiException error = listener.asApiException(failure, entry.id());
                ListenerContext.on(loop, () -> {
                    fail(error);
                    readOn();
                });
            } finally {
                MDC.remove("request");
            }
        };
        listener.admission().run(task, need());
    }

    private Admission.Need need() {
        if (route.options().alwaysAdmitted()) {
            return Admission.Need.ALWAYS;
        }
        return listener.deadlines().hasOthersOpen(http.connection()) ? Admission.Need.FURTHER : Admission.Need.ONLY;
    }

    /** A request that was read to its end cannot be resumed. */
    private void readOn() {
        if (!http.isEnded()) {
            http.resume();
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            fail(listener.asApiException(failure, entry.id()));
        }
    }

    private void fail(ApiException error) {
        if (answered) {
            return;
        }
        ApiException challenged = listener.authenticator().challenged(error, route);
        write(listener.refusal(challenged, http, entry, route.options().errors()));
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
        if (body != null) {
            body.forget();
        }
        entry.answered(answer.status(), answer.body().length, request.callerOrNull());
        Future<Void> sent = listener.answers().write(http, entry.id(), origins.readable(answer, http.headers()));
        entry.written(answer.status(), answer.body().length, sent);
    }
}
