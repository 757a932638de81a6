package dev.gatehouse.oauth.authorize;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request object says of how its refusal is to be answered (RFC 9101 section 6.3). Nobody verified it, so it counts
 * for that answer alone, which goes to a registered redirect URI whatever it says. Stateless.
 */
final class UntakenRequestObject {
    /** A longer one is not looked into. */
    private static final int MAX_CHARACTERS = 16_384;

    private static final List<String> OF_THE_ANSWER = List.of("response_mode", "state");

    private UntakenRequestObject() {}

    /** The parameters, with those of the answer that stand in the request object alone; of a strange object, as they are. */
    static Map<String, List<String>> answering(Map<String, List<String>> parameters) {
        JWTClaimsSet claims = claims(AuthorizationRequests.single(parameters, "request"));
        if (claims == null) {
            return parameters;
        }
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        for (String name : OF_THE_ANSWER) {
            if (claims.getClaim(name) instanceof String text && AuthorizationRequests.isValue(text)) {
                all.putIfAbsent(name, List.of(text));
            }
        }
        return all;
    }

    private static @Nullable JWTClaimsSet claims(String object) {
        if (object.length() > MAX_CHARACTERS) {
            return null;
        }
        try {
            return JWTParser.parse(object).getJWTClaimsSet();
        } catch (ParseException | RuntimeException strange) {
            return null;
        }
    }
}
