package dev.gatehouse.guard.vertx;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.MethodOverrides;
import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.guard.Caller;
import dev.gatehouse.guard.Refusal;
import dev.gatehouse.guard.ServiceGuard;
import dev.gatehouse.guard.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/**
 * Lets requests into a Vert.x router as a {@link ServiceGuard} says. Put it on a route for every path, before all others.
 * Decides on the event loop, but for tokens whose key has to be asked for first. Thread-safe.
 */
public final class GuardHandler implements Handler<RoutingContext> {
    /** Under which the {@link Caller} is in the context's data. */
    public static final String CALLER = "dev.gatehouse.caller";

    /** Under which the endpoint's name is in the context's data. */
    public static final String ENDPOINT = "dev.gatehouse.endpoint";

    private final ServiceGuard guard;

    public GuardHandler(ServiceGuard guard) {
        this.guard = guard;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        ForwardedRequest asked = asked(request);
        List<String> authorization = request.headers().getAll("Authorization");
        int limit = guard.bytesLookedAt(asked);
        if (limit >= 0) {
            new LookedAtBody(context, limit, guard.refuses())
                    .read(asked, content -> decide(context, asked, authorization, content));
            return;
        }
        Verdict verdict = guard.checkFromMemory(asked, authorization);
        if (verdict != null) {
            act(context, verdict);
            return;
        }
        request.pause();
        context.vertx()
                .executeBlocking(() -> guard.check(asked, authorization), false)
                .onSuccess(late -> {
                    request.resume();
                    act(context, late);
                })
                .onFailure(context::fail);
    }

    /** Not on the event loop, as to read what a request says may take milliseconds. */
    private void decide(
            RoutingContext context, ForwardedRequest asked, List<String> authorization, RequestContent content) {
        context.vertx()
                .executeBlocking(() -> guard.check(asked, authorization, content), false)
                .onSuccess(verdict -> act(context, verdict))
                .onFailure(context::fail);
    }

    private static void act(RoutingContext context, Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed) {
            context.put(CALLER, passed.caller());
            context.put(ENDPOINT, passed.endpoint());
            context.next();
        } else if (verdict instanceof Verdict.Refused refused) {
            answer(context.response(), refused.refusal());
        }
    }

    private static ForwardedRequest asked(HttpServerRequest request) {
        String method = request.method().name();
        boolean preflight = method.equals("OPTIONS") && request.getHeader("Origin") != null;
        return new ForwardedRequest(
                method,
                request.uri(),
                request.headers().entries().stream()
                        .filter(header -> MethodOverrides.isHeader(header.getKey()))
                        .map(Map.Entry::getValue)
                        .toList(),
                preflight ? request.getHeader("Access-Control-Request-Method") : null);
    }

    private static void answer(HttpServerResponse response, Refusal refusal) {
        response.setStatusCode(refusal.status());
        refusal.headers().forEach(response::putHeader);
        response.end(refusal.body());
    }
}
