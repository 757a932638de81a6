package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.Transfer;
import dev.gatehouse.http.log.RequestEntry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;
import org.slf4j.MDC;

/** A request that its route's handler took over. Lives on the connection's event loop. */
final class TakenTransfer implements Transfer {
    private final ListenerContext listener;
    private final Route route;
    private final HttpServerRequest http;
    private final Request request;
    private final RequestEntry entry;
    private final Context loop;

    TakenTransfer(ListenerContext listener, Route route, HttpServerRequest http, Request request, RequestEntry entry) {
        this.listener = listener;
        this.route = route;
        this.http = http;
        this.request = request;
        this.entry = entry;
        this.loop = listener.vertx().getOrCreateContext();
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public HttpServerRequest http() {
        return http;
    }

    @Override
    public Context loop() {
        return loop;
    }

    @Override
    public void run(Runnable work) {
        listener.admission()
                .run(
                        () -> {
                            MDC.put("request", entry.id());
                            try {
                                work.run();
                            } finally {
                                MDC.remove("request");
                            }
                        },
                        route.options().alwaysAdmitted() ? Admission.Need.ALWAYS : Admission.Need.ONLY);
    }

    @Override
    public ApiException told(Throwable failure) {
        return listener.failures().worded(listener.asApiException(failure, entry.id()));
    }

    @Override
    public Future<Void> write(Response answer) {
        if (http.response().headWritten()) {
            cut();
            return Future.failedFuture("the answer has begun");
        }
        return listener.answers().write(http, entry.id(), answer);
    }

    @Override
    public Future<Void> refuse(ApiException error) {
        return write(listener.refusal(error, http, entry));
    }

    @Override
    public void begin(Response head, OptionalLong length) {
        listener.answers().beginParts(http, entry.id(), head, length);
    }

    @Override
    public Future<Void> end() {
        return listener.answers().endParts(http);
    }

    @Override
    public void cut() {
        ResponseWriter.cutStream(http);
        listener.deadlines().requestEnded(http.connection(), System.nanoTime());
    }
}
