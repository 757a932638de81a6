package dev.gatehouse.client.decision;

import dev.gatehouse.client.call.ApiReply;
import dev.gatehouse.client.call.GatehouseException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether a request may pass.
 *
 * @param passed who may pass; empty where the request is refused
 * @param refused why it may not; empty where it may
 */
public record AccessDecision(Optional<Passed> passed, Optional<Refused> refused) {
    /**
     * A request that may pass.
     *
     * @param subject whom the token is about; empty without a token
     * @param clientId the client that presents it; empty without a token
     * @param scope the token's scopes, separated by spaces; empty without a token
     * @param endpoint what the request is for
     * @param shadow whether it would be refused, and passes only since the service refuses nothing yet; all the above is empty
     * @param deprecation since when the endpoint is deprecated (RFC 9745); empty where it is not
     * @param sunset when it is expected to go (RFC 8594); empty where nobody said
     */
    public record Passed(
            String subject,
            String clientId,
            String scope,
            String endpoint,
            boolean shadow,
            String deprecation,
            String sunset) {}

    /**
     * A request that may not.
     *
     * @param status 401 where a token would help, 403 else
     * @param code of the error catalogue
     * @param challenge the value of WWW-Authenticate; may be empty
     */
    public record Refused(int status, String code, String description, String challenge) {}

    public boolean isAllowed() {
        return passed.isPresent();
    }

    static AccessDecision allowed(ApiReply reply) {
        Passed passed = new Passed(
                field(reply, "X-Auth-Subject"),
                field(reply, "X-Auth-Client"),
                field(reply, "X-Auth-Scope"),
                field(reply, "X-Auth-Endpoint"),
                reply.header("X-Decision-Mode").filter("shadow"::equals).isPresent(),
                reply.header("Deprecation").orElse(""),
                reply.header("Sunset").orElse(""));
        return new AccessDecision(Optional.of(passed), Optional.empty());
    }

    /** What a header field cannot hold is percent-encoded in it. */
    private static String field(ApiReply reply, String name) {
        return URLDecoder.decode(reply.header(name).orElse("").replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static AccessDecision refused(GatehouseException refusal) {
        return new AccessDecision(
                Optional.empty(),
                Optional.of(new Refused(refusal.status(), refusal.code(), refusal.description(), refusal.challenge())));
    }
}
