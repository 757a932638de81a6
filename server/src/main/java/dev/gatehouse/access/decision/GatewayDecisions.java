package dev.gatehouse.access.decision;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.JwtVerifier;
import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.http.BodyFilter;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.auth.PresentedToken;
import dev.gatehouse.http.syntax.FieldName;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers gateways. {@link #fromMemory} touches memory only; {@link #decide} asks the database for what is not there.
 * Thread-safe.
 */
final class GatewayDecisions implements BodyFilter {
    private static final FieldName AUTHORIZATION = FieldName.of("Authorization");

    private final GuardedServices services;
    private final BearerTokens tokens;
    private final DecisionCounts counts;
    private final Clock clock;

    /** @param clock tells how long ago somebody signed in */
    GatewayDecisions(GuardedServices services, BearerTokens tokens, DecisionCounts counts, Clock clock) {
        this.services = services;
        this.tokens = tokens;
        this.counts = counts;
        this.clock = clock;
    }

    /** The answer, or null where the service or the token is not in memory. */
    @Nullable
    Response fromMemory(Request request) {
        GuardedService service = services.remembered(GatewayRequest.serviceId(request));
        if (service == null || (service.endpoints().lookAtBodies() && request.body().length > 0)) {
            return null; // a body may take a while to parse
        }
        ForwardedRequest asked = GatewayRequest.of(request);
        Finding finding = null;
        VerifiedToken token = null;
        try {
            finding = service.endpoints().find(asked, new GatewayContent(asked, request));
            if (wantsToken(request, finding)) {
                String bearer = bearer(request, service, asked, finding);
                token = bearer == null ? null : tokens.lastKnown(bearer);
                if (token == null || token.boundTo() != null || !service.isMeantBy(token)) {
                    return null;
                }
            }
            return passed(service, asked, finding, token);
        } catch (ApiException e) {
            return refused(service, finding, token, e);
        }
    }

    @Override
    public Optional<Boolean> remembered(Request request) {
        return Optional.ofNullable(services.remembered(GatewayRequest.serviceId(request)))
                .map(service -> service.endpoints().lookAtBodies());
    }

    @Override
    public boolean ask(Request request) {
        return services.get(GatewayRequest.serviceId(request)).endpoints().lookAtBodies();
    }

    /** @throws ApiException where the answer is no */
    Response decide(Request request) {
        GuardedService service = services.get(GatewayRequest.serviceId(request));
        ForwardedRequest asked = GatewayRequest.of(request);
        Finding finding = null;
        VerifiedToken token = null;
        try {
            finding = service.endpoints().find(asked, new GatewayContent(asked, request));
            token = wantsToken(request, finding) ? presented(request, service, asked, finding) : null;
            return passed(service, asked, finding, token);
        } catch (ApiException e) {
            return refused(service, finding, token, e);
        }
    }

    private Response passed(
            GuardedService service, ForwardedRequest asked, Finding finding, @Nullable VerifiedToken token) {
        Response answer =
                DecisionAnswers.of(service, asked, finding, token, token == null ? null : token.sinceSignIn(clock));
        if (finding instanceof Finding.Found found) {
            String client = client(token);
            for (GuardedEndpoint endpoint : found.counted()) {
                counts.passed(service.serviceId(), endpoint.name(), client);
            }
        }
        return answer;
    }

    /** @param finding null where it could not be told what the request is for */
    private Response refused(
            GuardedService service, @Nullable Finding finding, @Nullable VerifiedToken token, ApiException refusal) {
        int status = refusal.code().status();
        if (status != 401 && status != 403) {
            throw refusal;
        }
        if (finding instanceof Finding.Found found) {
            for (GuardedEndpoint endpoint : found.counted()) {
                counts.refused(service.serviceId(), endpoint.name(), client(token));
            }
        } else {
            counts.refused(service.serviceId(), "", "");
        }
        if (service.refuses()) {
            throw refusal;
        }
        return DecisionAnswers.shadowed();
    }

    private static String client(@Nullable VerifiedToken token) {
        return token == null ? "" : token.caller().clientId();
    }

    /** Without a token, a public endpoint is answered at once; with one, it is told whose it is. */
    private static boolean wantsToken(Request request, Finding finding) {
        return finding instanceof Finding.Found
                && (!finding.needsNoToken() || !request.headers(AUTHORIZATION).isEmpty());
    }

    /** Null where a token comes with a proof, which takes a while to check. */
    private static @Nullable String bearer(
            Request request, GuardedService service, ForwardedRequest asked, Finding finding) {
        try {
            return request.bearerToken();
        } catch (ApiException e) {
            if (e.code() == ErrorCode.MISSING_AUTH_TOKEN && request.dpopToken() != null) {
                return null;
            }
            if (finding.needsNoToken()) {
                return "";
            }
            throw DecisionAnswers.challenged(e, service, asked, finding);
        }
    }

    private @Nullable VerifiedToken presented(
            Request request, GuardedService service, ForwardedRequest asked, Finding finding) {
        String bearer = bearer(request, service, asked, finding);
        try {
            PresentedToken presented = bearer == null ? withProof(request, asked) : PresentedToken.bearer(bearer);
            VerifiedToken token = tokens.lastKnown(presented.value());
            VerifiedToken good = meant(service, token == null ? tokens.verifyForAny(presented.value()) : token);
            tokens.requireKey(good, presented);
            return good;
        } catch (ApiException e) {
            if (e.code().status() != 401) {
                throw e;
            }
            if (finding.needsNoToken()) {
                return null;
            }
            throw DecisionAnswers.challenged(e, service, asked, finding);
        }
    }

    private static PresentedToken withProof(Request request, ForwardedRequest asked) {
        String token = Objects.requireNonNull(request.dpopToken(), "there is one");
        return PresentedToken.withProof(token, GatewayRequest.proof(request, asked));
    }

    /** @throws ApiException ERR10000 where it is for another service */
    static VerifiedToken meant(GuardedService service, VerifiedToken token) {
        if (!service.isMeantBy(token)) {
            throw JwtVerifier.invalid("it is for " + token.resource() + ", not for "
                    + service.uris().audience());
        }
        return token;
    }
}
