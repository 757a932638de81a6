package dev.gatehouse.oauth.message;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.api.SentText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The form rules of RFC 6749 section 3.2 that the protocol library leaves to its user. */
final class FormParameters {
    /** RFC 8707 and RFC 8693 let these stand more than once. */
    private static final Set<String> REPEATABLE = Set.of("resource", "audience");

    private FormParameters() {}

    /**
     * The form without parameters that have no value, which count as omitted.
     *
     * @throws ParseException invalid_request naming a parameter that is given more than once, or not in one line
     */
    static String checked(Map<String, List<String>> given) throws ParseException {
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            if (parameter.getValue().size() > 1 && !REPEATABLE.contains(parameter.getKey())) {
                throw invalid("the parameter " + parameter.getKey() + " is given more than once");
            }
            if (!parameter.getValue().stream().allMatch(SentText::isLine)) {
                throw invalid("the parameter " + parameter.getKey() + " holds control characters");
            }
        }
        Map<String, List<String>> valued = given.entrySet().stream()
                .filter(parameter -> !parameter.getValue().getFirst().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return URLUtils.serializeParameters(valued);
    }

    /**
     * Makes sure that a message authenticates its client in one way at most (RFC 6749 section 2.3), and names no other.
     *
     * @throws ParseException invalid_request
     */
    static void requireOneClient(HTTPRequest message) throws ParseException {
        Map<String, List<String>> form = message.getBodyAsFormParameters();
        boolean header = message.getAuthorization() != null;
        boolean secret = form.containsKey("client_secret");
        boolean assertion = form.containsKey("client_assertion");
        if (header && (secret || assertion) || secret && assertion) {
            throw invalid("the client authenticates in more than one way");
        }
        String named = form.getOrDefault("client_id", List.of("")).getFirst();
        boolean basic = header && message.getAuthorization().regionMatches(true, 0, "Basic ", 0, 6);
        if (basic && !named.isEmpty() && !named.equals(basicId(message))) {
            throw invalid("the client_id is not the one of the Authorization header");
        }
    }

    private static String basicId(HTTPRequest message) throws ParseException {
        try {
            return ClientSecretBasic.parse(message.getAuthorization())
                    .getClientID()
                    .getValue();
        } catch (IllegalArgumentException e) {
            throw invalid("the Authorization header cannot be read");
        }
    }

    private static ParseException invalid(String problem) {
        return new ParseException(
                problem, OAuth2Error.INVALID_REQUEST.setDescription(ErrorObject.removeIllegalChars(problem)));
    }
}
