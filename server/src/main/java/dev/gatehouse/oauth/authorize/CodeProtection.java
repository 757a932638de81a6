package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dev.gatehouse.clients.protocol.ClientProtocol;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What keeps a code from being slipped into another flow: a proof key, or what a client may have in its place. */
final class CodeProtection {
    /** Names the key that the code is bound to, by its thumbprint (RFC 9449 section 10). */
    static final String KEY = "dpop_jkt";

    private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    private CodeProtection() {}

    /** @param parameters as they were sent: the library trims */
    static void check(
            RelyingParty party,
            AuthorizationRequest message,
            Map<String, List<String>> parameters,
            RedirectTarget target)
            throws AuthorizationRefusal {
        if (parameters.containsKey(KEY)
                && !SHA_256.matcher(AuthorizationRequests.single(parameters, KEY))
                        .matches()) {
            throw invalid("the dpop_jkt is not a SHA-256 in base64url", target);
        }
        ClientProtocol protocol = party.client().protocol();
        if (message.getCodeChallenge() != null) {
            checkChallenge(parameters, target);
        } else if (protocol.needsPkce()) {
            throw invalid("code challenge required: send code_challenge with code_challenge_method=S256", target);
        } else if (protocol.needsNonce() && !hasNonce(message)) {
            throw invalid("without code_challenge, send the scope openid and a nonce", target);
        }
    }

    /** RFC 7636 section 4.4.1; without code_challenge_method it would be plain. */
    private static void checkChallenge(Map<String, List<String>> parameters, RedirectTarget target)
            throws AuthorizationRefusal {
        String method = AuthorizationRequests.single(parameters, "code_challenge_method");
        if (!method.equals(CodeChallengeMethod.S256.getValue())) {
            throw invalid("transform algorithm not supported: send code_challenge_method=S256", target);
        }
        String challenge = AuthorizationRequests.single(parameters, "code_challenge");
        if (!SHA_256.matcher(challenge).matches()) {
            throw invalid("the code_challenge is not a SHA-256 in base64url", target);
        }
    }

    /** RFC 9700 section 2.1.1. */
    private static boolean hasNonce(AuthorizationRequest message) {
        return message instanceof AuthenticationRequest openid && openid.getNonce() != null;
    }

    private static AuthorizationRefusal invalid(String problem, RedirectTarget target) {
        return AuthorizationRefusal.of(OAuth2Error.INVALID_REQUEST, problem, target);
    }
}
