package dev.gatehouse.guard;

import dev.gatehouse.client.decision.AccessDecision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a request is refused: the answers of {@code /access/<service id>}, with the codes of the error catalogue. Immutable.
 *
 * @param status 401, 403 or 503
 * @param headers of the answer, {@code Content-Type} among them
 * @param body of the answer
 */
public record Refusal(int status, Map<String, String> headers, String body) {
    /** The code of {@link #signInTooOld}. */
    static final String SIGN_IN_TOO_OLD = "ERR10004";

    private static final JsonMapper JSON = new JsonMapper();

    public Refusal {
        headers = Map.copyOf(headers);
    }

    static Refusal missingToken(Set<String> needed, String metadata) {
        return of(
                        401,
                        "ERR10002",
                        "MISSING_AUTH_TOKEN",
                        "Send 'Authorization: Bearer <access token>' with this request.")
                .challenged(null, needed, metadata);
    }

    static Refusal expiredToken(Set<String> needed, String metadata) {
        return of(401, "ERR10001", "AUTH_TOKEN_EXPIRED", "The bearer token expired; ask for a new one.")
                .challenged("invalid_token", needed, metadata);
    }

    static Refusal invalidToken(String reason, Set<String> needed, String metadata) {
        return of(401, "ERR10000", "INVALID_AUTH_TOKEN", "The bearer token is not valid here: " + reason + ".")
                .challenged("invalid_token", needed, metadata);
    }

    /**
     * The user has to sign in again (RFC 9470 section 3).
     *
     * @param maxAge how long ago that may be, in seconds
     */
    static Refusal signInTooOld(long maxAge, Set<String> needed, String metadata) {
        String description = "This needs a token whose user signed in at most " + maxAge + " seconds ago.";
        Refusal refusal = of(401, SIGN_IN_TOO_OLD, "INSUFFICIENT_USER_AUTHENTICATION", description)
                .challenged("insufficient_user_authentication", needed, metadata);
        return refusal.with(
                "WWW-Authenticate",
                refusal.headers().get("WWW-Authenticate") + ", error_description=\"" + description + "\", max_age=\""
                        + maxAge + "\"");
    }

    static Refusal insufficientScope(List<Set<String>> alternatives, Set<String> nearest, String metadata) {
        String needed = alternatives.stream().map(Refusal::sorted).collect(Collectors.joining(" or "));
        return of(
                        403,
                        "ERR10005",
                        "AUTH_TOKEN_SCOPE_MISMATCH",
                        "The token's scopes do not cover what this needs: " + needed + ".")
                .challenged("insufficient_scope", nearest, metadata);
    }

    static Refusal notRegistered(String serviceId) {
        return of(403, "ERR12160", "ENDPOINT_NOT_REGISTERED", "Service " + serviceId + " has no such endpoint.");
    }

    static Refusal notRegistered(String serviceId, String named) {
        return of(
                403,
                "ERR12160",
                "ENDPOINT_NOT_REGISTERED",
                "Service " + serviceId + " has no endpoint for " + named + ".");
    }

    /** What it asks for cannot be told from its content. */
    static Refusal unclear(String reason) {
        return of(
                403,
                "ERR12170",
                "GRAPHQL_UNDECIDABLE",
                "It cannot be told what the GraphQL request asks for: " + reason + ".");
    }

    static Refusal evasive(String serviceId, String reason) {
        return of(
                403,
                "ERR12161",
                "REQUEST_TARGET_EVASIVE",
                "The request to service " + serviceId + " is refused whatever its token: " + reason + ".");
    }

    /** As Gatehouse refuses it. */
    static Refusal told(AccessDecision.Refused refused) {
        Refusal refusal = of(refused.status(), refused.code(), message(refused.code()), refused.description());
        return refused.challenge().isEmpty() ? refusal : refusal.with("WWW-Authenticate", refused.challenge());
    }

    private static String message(String code) {
        return switch (code) {
            case SIGN_IN_TOO_OLD -> "INSUFFICIENT_USER_AUTHENTICATION";
            case "ERR10005" -> "AUTH_TOKEN_SCOPE_MISMATCH";
            case "ERR12161" -> "REQUEST_TARGET_EVASIVE";
            case "ERR12170" -> "GRAPHQL_UNDECIDABLE";
            case "ERR12162" -> "SERVICE_NOT_GUARDED";
            default -> "ENDPOINT_NOT_REGISTERED";
        };
    }

    /** Neither the registry nor anything recent enough from it is there. */
    static Refusal unavailable() {
        return of(
                        503,
                        "ERR12186",
                        "REGISTRY_UNAVAILABLE",
                        "What this service registered is not known at the moment; try again shortly.")
                .with("Retry-After", "5");
    }

    private static Refusal of(int status, String code, String message, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", status);
        body.put("code", code);
        body.put("message", message);
        body.put("description", description);
        body.put("severity", "ERROR");
        return new Refusal(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                JSON.writeValueAsString(body));
    }

    private Refusal with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, more, body);
    }

    /** RFC 6750 section 3, RFC 9728 section 5.1. */
    private Refusal challenged(@Nullable String error, Set<String> scopes, String metadata) {
        StringBuilder field = new StringBuilder("Bearer realm=\"gatehouse\"");
        if (error != null) {
            field.append(", error=\"").append(error).append('"');
        }
        if (!scopes.isEmpty()) {
            field.append(", scope=\"").append(sorted(scopes)).append('"');
        }
        field.append(", resource_metadata=\"").append(metadata).append('"');
        return with("WWW-Authenticate", field.toString());
    }

    private static String sorted(Set<String> scopes) {
        return scopes.stream().sorted().collect(Collectors.joining(" "));
    }
}
