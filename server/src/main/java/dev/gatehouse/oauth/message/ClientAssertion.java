package dev.gatehouse.oauth.message;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An assertion by which a client authenticates (RFC 7523 section 2.2), whatever its algorithm: the library's own reading
 * refuses those it does not know, among them EdDSA. Not verified. Immutable.
 *
 * <p>So that the library reads the rest of a message all the same, the assertion takes the place of a secret in it. What a
 * client sends as a secret in that form is its assertion too, and checked as one.
 */
public final class ClientAssertion extends JWTAuthentication {
    private static final String SECRET = CLIENT_ASSERTION_TYPE + " ";

    private ClientAssertion(SignedJWT assertion) {
        super(ClientAuthenticationMethod.PRIVATE_KEY_JWT, assertion);
    }

    /** The assertion of the client that a form brought in place of a secret, or null. */
    public static @Nullable ClientAssertion carriedBy(ClientSecretPost credentials) {
        String secret = credentials.getClientSecret().getValue();
        if (!secret.startsWith(SECRET)) {
            return null;
        }
        try {
            ClientAssertion assertion = read(secret.substring(SECRET.length()));
            return assertion.getClientID().equals(credentials.getClientID()) ? assertion : null;
        } catch (ParseException e) {
            return null; // a secret that only looks like it
        }
    }

    /**
     * Puts the assertion of a message, where it has one, to the place of a secret.
     *
     * @throws ParseException invalid_request where it cannot be read, or is another client's than the message says
     */
    static void carry(HTTPRequest message) throws ParseException {
        Map<String, List<String>> form = new LinkedHashMap<>(message.getBodyAsFormParameters());
        List<String> sent = form.remove("client_assertion");
        List<String> type = form.remove("client_assertion_type");
        if (sent == null || type == null) {
            return;
        }
        if (!type.getFirst().equals(CLIENT_ASSERTION_TYPE)) {
            throw invalid("the client_assertion_type must be " + CLIENT_ASSERTION_TYPE);
        }
        String clientId = read(sent.getFirst()).getClientID().getValue();
        List<String> named = form.put("client_id", List.of(clientId));
        if (named != null && !named.getFirst().equals(clientId)) {
            throw invalid("the client_id is not the one of the client assertion");
        }
        if (form.containsKey("client_secret")) {
            throw invalid("there is a client_secret beside the client assertion; authenticate in one way");
        }
        form.put("client_secret", List.of(SECRET + sent.getFirst()));
        message.setBody(URLUtils.serializeParameters(form));
    }

    /** @throws ParseException invalid_request where it is no signed JWT with the claims that one must have */
    public static ClientAssertion read(String sent) throws ParseException {
        try {
            return new ClientAssertion(SignedJWT.parse(sent));
        } catch (java.text.ParseException | RuntimeException e) {
            throw invalid("the client assertion cannot be read: " + e.getMessage()); // a stranger's bytes
        }
    }

    private static ParseException invalid(String problem) {
        return new ParseException(
                problem, OAuth2Error.INVALID_REQUEST.setDescription(ErrorObject.removeIllegalChars(problem)));
    }
}
