package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.URLUtils;
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
     * @throws ParseException invalid_request naming a parameter that is given more than once
     */
    static String checked(String form) throws ParseException {
        Map<String, List<String>> given = URLUtils.parseParameters(form);
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            if (parameter.getValue().size() > 1 && !REPEATABLE.contains(parameter.getKey())) {
                String problem = "the parameter " + parameter.getKey() + " is given more than once";
                throw new ParseException(problem, OAuth2Error.INVALID_REQUEST.setDescription(problem));
            }
        }
        Map<String, List<String>> valued = given.entrySet().stream()
                .filter(parameter -> !parameter.getValue().getFirst().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return URLUtils.serializeParameters(valued);
    }
}
