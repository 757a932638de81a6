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
 * @param logout where it hears that a session ended
 * @param tokenClaims names of {@link ToldClaims}
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a newer program may have written more beside this one
public record ClientProtocol(
        @Nullable Boolean requirePkce,
        @Nullable Boolean requireNonce,
        @Nullable Integer refreshGraceSeconds,
        @JsonUnwrapped ClientLogout logout,
        @Nullable List<String> tokenClaims) {
    public static final ClientProtocol USUAL = new ClientProtocol(null, null, null, ClientLogout.UNHEARD, null);

    public ClientProtocol {
        tokenClaims = tokenClaims == null ? null : List.copyOf(tokenClaims);
    }

    /** A member that does not go with the rest, and why. */
    public record Problem(String pointer, String text) {}

    /** What in it does not go together. */
    public List<Problem> problems(boolean isPublic) {
        List<Problem> problems = new ArrayList<>();
        if (isPublic && !needsPkce()) {
            problems.add(new Problem("/requirePkce", "may be false for a confidential client only"));
        }
        if (needsPkce() && !needsNonce()) {
            problems.add(new Problem("/requireNonce", "may be false only where requirePkce is"));
        }
        if (!ToldClaims.NAMES.containsAll(told())) {
            problems.add(new Problem("/tokenClaims", "may have " + String.join(", ", ToldClaims.NAMES)));
        }
        return problems;
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

    /** How long a lost answer may be asked for again. @param usual of the server */
    public Duration refreshGrace(Duration usual) {
        return refreshGraceSeconds == null ? usual : Duration.ofSeconds(refreshGraceSeconds);
    }
}
