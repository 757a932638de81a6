package dev.gatehouse.clients.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the protocol is spoken with a client where it is not as usual; null is what is usual. Immutable.
 *
 * @param requirePkce false where authorization requests may come without a code challenge (RFC 7636)
 * @param requireNonce false where those may come without a nonce, too
 * @param refreshGraceSeconds how long a refresh token that was replaced is answered with its successor
 * @param dpopBoundAccessTokens true where no token is issued without a proof of a key (RFC 9449 section 5.2)
 * @param requirePushedAuthorizationRequests true where authorization requests have to be pushed (RFC 9126 section 6)
 * @param fapi true where all is as the FAPI 2.0 security profile wants it
 * @param logout where it hears that a session ended
 * @param tokenClaims names of {@link ToldClaims}
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a newer program may have written more beside this one
public record ClientProtocol(
        @Nullable Boolean requirePkce,
        @Nullable Boolean requireNonce,
        @Nullable Integer refreshGraceSeconds,
        @Nullable Boolean dpopBoundAccessTokens,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable Boolean fapi,
        @JsonUnwrapped ClientLogout logout,
        @Nullable List<String> tokenClaims) {
    public static final ClientProtocol USUAL =
            new ClientProtocol(null, null, null, null, null, null, ClientLogout.UNHEARD, null);

    /** Clients of FAPI 2.0 repeat a refresh whose answer was lost for longer than others (section 5.3.2.1, note). */
    private static final Duration FAPI_GRACE = Duration.ofMinutes(2);

    public ClientProtocol {
        tokenClaims = tokenClaims == null ? null : List.copyOf(tokenClaims);
    }

    /** A member that does not go with the rest, and why. */
    public record Problem(String pointer, String text) {}

    /**
     * What in it does not go together.
     *
     * @param signs whether the client authenticates with a key of its own
     */
    public List<Problem> problems(boolean isPublic, boolean signs) {
        List<Problem> problems = new ArrayList<>();
        if (isPublic && !needsPkce()) {
            problems.add(new Problem("/requirePkce", "may be false for a confidential client only"));
        }
        if (needsPkce() && !needsNonce()) {
            problems.add(new Problem("/requireNonce", "may be false only where requirePkce is"));
        }
        if (followsFapi()) {
            addProblemsOfFapi(problems, signs);
        }
        if (!ToldClaims.NAMES.containsAll(told())) {
            problems.add(new Problem("/tokenClaims", "may have " + String.join(", ", ToldClaims.NAMES)));
        }
        return problems;
    }

    private void addProblemsOfFapi(List<Problem> problems, boolean signs) {
        if (!signs) {
            problems.add(new Problem("/fapi", "may be true only where tokenEndpointAuthMethod is private_key_jwt"));
        }
        if (!needsPkce()) {
            problems.add(new Problem("/requirePkce", "may not be false where fapi is true"));
        }
        if (Boolean.FALSE.equals(dpopBoundAccessTokens)) {
            problems.add(new Problem("/dpopBoundAccessTokens", "may not be false where fapi is true"));
        }
        if (Boolean.FALSE.equals(requirePushedAuthorizationRequests)) {
            problems.add(new Problem("/requirePushedAuthorizationRequests", "may not be false where fapi is true"));
        }
    }

    /** What its tokens tell of their user beyond what is usual. */
    public List<String> told() {
        return tokenClaims == null ? List.of() : tokenClaims;
    }

    public boolean needsPkce() {
        return !Boolean.FALSE.equals(requirePkce);
    }

    /** Whether a request without a code challenge needs a nonce in its place (RFC 9700 section 2.1.1). */
    public boolean needsNonce() {
        return !Boolean.FALSE.equals(requireNonce);
    }

    public boolean followsFapi() {
        return Boolean.TRUE.equals(fapi);
    }

    /** Whether all access tokens of the client are bound to a key. */
    public boolean bindsTokens() {
        return followsFapi() || Boolean.TRUE.equals(dpopBoundAccessTokens);
    }

    public boolean needsPush() {
        return followsFapi() || Boolean.TRUE.equals(requirePushedAuthorizationRequests);
    }

    /** How long a lost answer may be asked for again. @param usual of the server */
    public Duration refreshGrace(Duration usual) {
        if (refreshGraceSeconds != null) {
            return Duration.ofSeconds(refreshGraceSeconds);
        }
        return followsFapi() && usual.compareTo(FAPI_GRACE) < 0 ? FAPI_GRACE : usual;
    }
}
