package dev.gatehouse.access.decision;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.content.RequestContent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides as gateways are answered, and tells how it came to that. Thread-safe; may block. */
public final class DecisionExplainer {
    private final GuardedServices services;
    private final BearerTokens tokens;
    private final Clock clock;

    DecisionExplainer(GuardedServices services, BearerTokens tokens, Clock clock) {
        this.services = services;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What a caller shows. Nothing at all is neither.
     *
     * @param token the verified one; null without one that is valid here
     * @param refusal why the one that is shown is not valid here; null where it is, and where there is none
     */
    public record Shown(
            @Nullable VerifiedToken token, @Nullable ApiException refusal) {
        /** Without a token. */
        public static final Shown NOTHING = new Shown(null, null);
    }

    /** A way to read the request; see {@link dev.gatehouse.decision.ReadingListener}. */
    public record Reading(String method, String path, boolean required, List<GuardedEndpoint> endpoints) {
        public Reading {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * What is decided, and why.
     *
     * @param readings every way in which the path is looked at, in order
     * @param endpoints all that have to accept the token
     * @param sinceSignIn how long ago the token's user signed in; null where nothing tells
     * @param refusal what a gateway is answered; null where the request may pass
     * @param refuses whether that is so, or the service refuses nothing yet
     */
    public record Explanation(
            List<Reading> readings,
            List<GuardedEndpoint> endpoints,
            @Nullable Duration sinceSignIn,
            @Nullable ApiException refusal,
            boolean refuses) {
        public Explanation {
            readings = List.copyOf(readings);
            endpoints = List.copyOf(endpoints);
        }
    }

    /** @throws ApiException ERR12162, and where it cannot be told now whether the token is valid */
    public Shown verify(String serviceId, String bearer) {
        GuardedService service = services.get(serviceId);
        try {
            return new Shown(GatewayDecisions.meant(service, tokens.verifyForAny(bearer)), null);
        } catch (ApiException e) {
            if (e.code().status() != 401) {
                throw e;
            }
            return new Shown(null, e);
        }
    }

    /** @throws ApiException ERR12162 */
    public Explanation explain(String serviceId, ForwardedRequest asked, RequestContent content, Shown shown) {
        GuardedService service = services.get(serviceId);
        List<Reading> readings = new ArrayList<>();
        List<GuardedEndpoint> endpoints = List.of();
        VerifiedToken token = shown.token();
        Duration sinceSignIn = token == null ? null : token.sinceSignIn(clock);
        ApiException refusal = null;
        try {
            Finding finding = service.endpoints()
                    .find(
                            asked,
                            content,
                            (method, path, required, found) ->
                                    readings.add(new Reading(method, path, required, found)));
            endpoints = finding instanceof Finding.Found found ? found.endpoints() : List.of();
            if (shown.refusal() != null && !finding.needsNoToken()) {
                throw shown.refusal();
            }
            DecisionAnswers.of(service, asked, finding, token, sinceSignIn);
        } catch (ApiException e) {
            refusal = e;
        }
        return new Explanation(readings, endpoints, sinceSignIn, refusal, service.refuses());
    }
}
