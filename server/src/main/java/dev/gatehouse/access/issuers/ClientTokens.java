package dev.gatehouse.access.issuers;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells which client a token was issued to, and whether the client got it for itself, with nobody behind it. Stateless. */
final class ClientTokens {
    /** RFC 9068, OpenID Connect, Entra's version 1, Okta. */
    private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp", "appid", "cid");

    private static final String KEYCLOAK_PREFIX = "service-account-";

    private ClientTokens() {}

    static Optional<String> clientOf(JWTClaimsSet claims) {
        return CLIENT_CLAIMS.stream()
                .flatMap(claim -> Claims.text(claims, claim).stream())
                .findFirst();
    }

    /** Whether the client got it for itself (RFC 6749 section 4.4). */
    static boolean isClientsOwn(JWTClaimsSet claims, String client) {
        boolean subjectIsClient = client.equals(claims.getSubject()); // RFC 9068 section 2.2
        boolean entra = Claims.text(claims, "idtyp").filter("app"::equals).isPresent();
        return subjectIsClient || entra || isKeycloakServiceAccount(claims, client);
    }

    /** The name alone would do no good where people choose theirs; Keycloak sets client_id for service accounts only. */
    private static boolean isKeycloakServiceAccount(JWTClaimsSet claims, String client) {
        String account = (KEYCLOAK_PREFIX + client).toLowerCase(Locale.ROOT);
        return Claims.text(claims, "client_id").filter(client::equals).isPresent()
                && Claims.text(claims, "preferred_username")
                        .filter(account::equals)
                        .isPresent();
    }
}
