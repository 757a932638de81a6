package dev.gatehouse.guard.servlet;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.MethodOverrides;
import dev.gatehouse.guard.Caller;
import dev.gatehouse.guard.Refusal;
import dev.gatehouse.guard.ServiceGuard;
import dev.gatehouse.guard.Verdict;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * Lets requests into a servlet container as a {@link ServiceGuard} says. Map it to {@code /*}, before every other filter,
 * for the dispatcher type REQUEST. Thread-safe.
 */
public final class GuardFilter implements Filter {
    /** The request attribute that holds the {@link Caller}. */
    public static final String CALLER = "dev.gatehouse.caller";

    /** The request attribute that holds the endpoint's name. */
    public static final String ENDPOINT = "dev.gatehouse.endpoint";

    private final ServiceGuard guard;

    public GuardFilter(ServiceGuard guard) {
        this.guard = guard;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        ForwardedRequest asked = asked(http);
        List<String> authorization = values(http, "Authorization");
        int limit = guard.bytesLookedAt(asked);
        LookedAtRequest lookedAt = limit < 0 ? null : LookedAtRequest.of(http, limit);
        Verdict verdict = lookedAt == null
                ? guard.check(asked, authorization)
                : guard.check(asked, authorization, lookedAt.content(asked));
        if (verdict instanceof Verdict.Passed passed) {
            request.setAttribute(CALLER, passed.caller());
            request.setAttribute(ENDPOINT, passed.endpoint());
            chain.doFilter(lookedAt == null ? request : lookedAt, response);
        } else if (verdict instanceof Verdict.Refused refused) {
            answer((HttpServletResponse) response, refused.refusal());
        }
    }

    private static ForwardedRequest asked(HttpServletRequest request) {
        String query = request.getQueryString();
        String target = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        boolean preflight = request.getMethod().equals("OPTIONS") && request.getHeader("Origin") != null;
        return new ForwardedRequest(
                request.getMethod(),
                target,
                Collections.list(request.getHeaderNames()).stream()
                        .filter(MethodOverrides::isHeader)
                        .flatMap(name -> values(request, name).stream())
                        .toList(),
                preflight ? request.getHeader("Access-Control-Request-Method") : null);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static void answer(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::setHeader);
        byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
