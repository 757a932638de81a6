package dev.gatehouse.access.decision;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.JwtVerifier;
import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.http.BodyFilter;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.syntax.FieldName;
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

    GatewayDecisions(GuardedServices services, BearerTokens tokens) {
        this.services = services;
        this.tokens = tokens;
    }

    /** The answer, or null where the service or the token is not in memory. */
    @Nullable
    Response fromMemory(Request request) {
        GuardedService service = services.remembered(GatewayRequest.serviceId(request));
        if (service == null || (service.looksAtBodies() && request.body().length > 0)) {
            return null; // a body may take a while to parse
        }
        ForwardedRequest asked = GatewayRequest.of(request);
        Finding finding = service.find(asked, request);
        if (!wantsToken(request, finding)) {
            return DecisionAnswers.of(service, asked, finding, null);
        }
        VerifiedToken token = tokens.lastKnown(bearer(request, service, asked, finding));
        return token == null || !service.isMeantBy(token) ? null : DecisionAnswers.of(service, asked, finding, token);
    }

    @Override
    public Optional<Boolean> remembered(Request request) {
        return Optional.ofNullable(services.remembered(GatewayRequest.serviceId(request)))
                .map(GuardedService::looksAtBodies);
    }

    @Override
    public boolean ask(Request request) {
        return services.get(GatewayRequest.serviceId(request)).looksAtBodies();
    }

    /** @throws ApiException where the answer is no */
    Response decide(Request request) {
        GuardedService service = services.get(GatewayRequest.serviceId(request));
        ForwardedRequest asked = GatewayRequest.of(request);
        Finding finding = service.find(asked, request);
        VerifiedToken token = wantsToken(request, finding) ? presented(request, service, asked, finding) : null;
        return DecisionAnswers.of(service, asked, finding, token);
    }

    /** Without a token, a public endpoint is answered at once; with one, it is told whose it is. */
    private static boolean wantsToken(Request request, Finding finding) {
        return finding instanceof Finding.Found
                && (!finding.needsNoToken() || !request.headers(AUTHORIZATION).isEmpty());
    }

    private static String bearer(Request request, GuardedService service, ForwardedRequest asked, Finding finding) {
        try {
            return request.bearerToken();
        } catch (ApiException e) {
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
            VerifiedToken token = tokens.lastKnown(bearer);
            return meant(service, token == null ? tokens.verifyForAny(bearer) : token);
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

    private static VerifiedToken meant(GuardedService service, VerifiedToken token) {
        if (!service.isMeantBy(token)) {
            throw JwtVerifier.invalid("it is for " + token.resource() + ", not for " + service.audience());
        }
        return token;
    }
}
