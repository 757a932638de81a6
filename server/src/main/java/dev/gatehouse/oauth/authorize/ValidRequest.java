package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.gatehouse.oauth.claims.ClaimsRequest;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.session.Session;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request in which everything was checked that can be checked without the user.
 *
 * @param sent as the client sent it
 * @param scope what was asked for; all of it is the client's to ask for
 * @param resource the one resource (RFC 8707), or null
 * @param claims what is asked for claim by claim
 * @param maxAge seconds since the last authentication, or -1
 */
public record ValidRequest(
        SentRequest sent,
        AuthorizationRequest message,
        RelyingParty party,
        RedirectTarget target,
        Scope scope,
        @Nullable URI resource,
        ClaimsRequest claims,
        int maxAge) {
    Map<String, List<String>> parameters() {
        return sent.parameters();
    }

    @Nullable
    Nonce nonce() {
        return message instanceof AuthenticationRequest openid ? openid.getNonce() : null;
    }

    @Nullable
    String challenge() {
        return message.getCodeChallenge() == null
                ? null
                : message.getCodeChallenge().getValue();
    }

    /** The key that has to be proven for the code (RFC 9449 section 10); null for none. */
    @Nullable
    String boundTo() {
        List<String> given = parameters().get(CodeProtection.KEY);
        return given == null ? null : given.getFirst();
    }

    boolean asksFor(Prompt.Type prompt) {
        return message.getPrompt() != null && message.getPrompt().contains(prompt);
    }

    /** Whether an authentication of that time will do for a request that arrived when this one did. */
    boolean accepts(Session session, Instant arrived) {
        Instant authenticated = session.authenticated();
        boolean freshEnough = maxAge < 0 || !authenticated.plusSeconds(maxAge).isBefore(arrived);
        boolean again = asksFor(Prompt.Type.LOGIN) || asksFor(Prompt.Type.SELECT_ACCOUNT);
        boolean asAsked = !again || !authenticated.isBefore(arrived);
        return freshEnough && asAsked;
    }

    String loginHint() {
        List<String> hints = parameters().getOrDefault("login_hint", List.of(""));
        return hints.getFirst().length() > 320 ? "" : hints.getFirst();
    }
}
