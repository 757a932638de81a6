package dev.gatehouse.access.decision;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.http.ApiException;
import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts decisions into the words of HTTP. Stateless. */
final class DecisionAnswers {
    static final String SUBJECT = "X-Auth-Subject";
    static final String CLIENT = "X-Auth-Client";
    static final String SCOPE = "X-Auth-Scope";
    static final String ENDPOINT = "X-Auth-Endpoint";

    private static final byte[] EMPTY = {};

    private DecisionAnswers() {}

    /**
     * 200 where the request may pass.
     *
     * @param token the verified one, or null
     * @throws ApiException where it may not
     */
    static Response of(GuardedService service, ForwardedRequest asked, Finding finding, VerifiedToken token) {
        Set<String> scopes = token == null ? null : token.caller().scopes();
        return switch (finding.decide(scopes)) {
            case Decision.Allowed allowed -> allowed(allowed.endpoint(), token);
            case Decision.TokenNeeded needed ->
                throw challenged(
                        ErrorCode.MISSING_AUTH_TOKEN.with(),
                        service,
                        needed.endpoint().nearest(Set.of()));
            case Decision.ScopeMissing missing -> throw insufficient(service, missing.endpoint(), scopes);
            case Decision.NotRegistered _ ->
                throw ErrorCode.ENDPOINT_NOT_REGISTERED.with(
                        service.serviceId(), shown(asked.method()), shown(path(asked.target())));
            case Decision.Evasive evasive ->
                throw ErrorCode.REQUEST_TARGET_EVASIVE.with(service.serviceId(), evasive.reason());
        };
    }

    /** The same 401 with a challenge that names what the request needs. */
    static ApiException challenged(
            ApiException error, GuardedService service, ForwardedRequest asked, Finding finding) {
        return finding.decide(null) instanceof Decision.TokenNeeded needed
                ? challenged(error, service, needed.endpoint().nearest(Set.of()))
                : challenged(error, service, Set.of());
    }

    private static ApiException challenged(ApiException error, GuardedService service, Collection<String> scopes) {
        return error.withChallenge(scopes.stream().sorted().toList(), service.metadata());
    }

    private static ApiException insufficient(GuardedService service, GuardedEndpoint endpoint, Set<String> scopes) {
        List<List<String>> alternatives = endpoint.alternatives().stream()
                .map(alternative -> alternative.stream().sorted().toList())
                .toList();
        ApiException error = ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH
                .with(
                        String.join(" ", scopes.stream().sorted().toList()),
                        String.join(
                                " or ",
                                alternatives.stream()
                                        .map(alternative -> String.join(" ", alternative))
                                        .toList()))
                .withMember("endpoint", endpoint.name())
                .withMember("requires", alternatives);
        return challenged(error, service, endpoint.nearest(scopes));
    }

    /** Each field is always there, so that it takes the place of one that the caller made up. */
    private static Response allowed(GuardedEndpoint endpoint, VerifiedToken token) {
        List<Map.Entry<String, String>> headers = token == null
                ? List.of(
                        Map.entry(SUBJECT, ""),
                        Map.entry(CLIENT, ""),
                        Map.entry(SCOPE, ""),
                        Map.entry(ENDPOINT, fieldValue(endpoint.name())))
                : List.of(
                        Map.entry(SUBJECT, fieldValue(token.subject())),
                        Map.entry(CLIENT, fieldValue(token.caller().clientId())),
                        Map.entry(SCOPE, token.scope()),
                        Map.entry(ENDPOINT, fieldValue(endpoint.name())));
        return new Response(200, null, EMPTY, null, headers);
    }

    /** Percent-encoded as far as a field value (RFC 9110 section 5.5) needs it, in UTF-8; so is the percent sign itself. */
    static String fieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isFieldCharacter(text.charAt(i))) {
                return encoded(text);
            }
        }
        return text;
    }

    private static String encoded(String text) {
        StringBuilder value = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isFieldCharacter((char) (octet & 0xFF))) {
                value.append((char) octet);
            } else {
                value.append('%').append("%02X".formatted(octet & 0xFF));
            }
        }
        return value.toString();
    }

    private static boolean isFieldCharacter(char c) {
        return c > 0x20 && c < 0x7F && c != '%';
    }

    /** Without the query, which may hold secrets. */
    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static String shown(String text) {
        return fieldValue(text.length() > 200 ? text.substring(0, 200) + "..." : text);
    }
}
