package dev.gatehouse.client.decision;

import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether a request may pass.
 *
 * @param passed who may pass; empty where the request is refused
 * @param refused why it may not; empty where it may
 */
public record Decision(Optional<Passed> passed, Optional<Refused> refused) {
    /**
     * A request that may pass.
     *
     * @param subject whom the token is about; empty without a token
     * @param clientId the client that presents it; empty without a token
     * @param scope the token's scopes, separated by spaces; empty without a token
     * @param endpoint what the request is for
     */
    public record Passed(String subject, String clientId, String scope, String endpoint) {}

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

    static Decision allowed(Reply reply) {
        Passed passed = new Passed(
                field(reply, "X-Auth-Subject"),
                field(reply, "X-Auth-Client"),
                field(reply, "X-Auth-Scope"),
                field(reply, "X-Auth-Endpoint"));
        return new Decision(Optional.of(passed), Optional.empty());
    }

    /** What a header field cannot hold is percent-encoded in it. */
    private static String field(Reply reply, String name) {
        return URLDecoder.decode(reply.header(name).orElse("").replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static Decision refused(GatehouseException refusal) {
        return new Decision(
                Optional.empty(),
                Optional.of(new Refused(refusal.status(), refusal.code(), refusal.description(), refusal.challenge())));
    }
}
