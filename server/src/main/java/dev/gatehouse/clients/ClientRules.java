package dev.gatehouse.clients;

import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.api.Violation;
import dev.gatehouse.clients.protocol.ClientLogout;
import dev.gatehouse.clients.protocol.ClientProtocol;
import dev.gatehouse.clients.scope.Scopes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Completes what a caller sent of a client, and checks what a schema cannot: that its members go together. */
final class ClientRules {
    /** The claim that says who alone may exchange the client's tokens (RFC 8693 section 4.4). */
    private static final String MAY_ACT = "may_act";

    private static final Set<String> PARTY = Set.of("client_id", "sub");

    private ClientRules() {}

    /**
     * The client with everything filled in.
     *
     * @param clientId the client's, whatever was sent
     * @param ownerId the owner's, whatever was sent
     * @param before the client as it is, or null for a new one
     * @param served what there is to be had
     * @throws ApiException ERR11004 naming every violation
     */
    static Client completed(
            ClientInput given, String clientId, String ownerId, @Nullable Client before, ServedClients served) {
        ClientType type =
                firstOf(given.identity().clientType(), before == null ? ClientType.CONFIDENTIAL : before.clientType());
        ClientProfile profile = firstOf(
                given.identity().clientProfile(), before == null ? ClientProfile.SERVICE : before.clientProfile());
        List<String> grants =
                firstOf(given.grants().grantTypes(), before == null ? grants(given, type) : before.grantTypes());
        String scope = firstOf(given.grants().scope(), before == null ? "" : before.scope());
        List<Violation> violations = new ArrayList<>();
        JsonNode jwks = jwks(given, violations);
        Client client = new Client(
                new ClientIdentity(
                        clientId,
                        type,
                        profile,
                        given.identity().clientName(),
                        given.identity().clientDesc(),
                        ownerId,
                        given.identity().host()),
                new ClientGrants(
                        String.join(" ", new LinkedHashSet<>(Scopes.split(scope))),
                        List.copyOf(new LinkedHashSet<>(given.grants().redirectUri())),
                        List.copyOf(new LinkedHashSet<>(given.grants().postLogoutRedirectUri())),
                        given.grants().customClaim() == null
                                        || given.grants().customClaim().isNull()
                                ? null
                                : given.grants().customClaim(),
                        List.copyOf(new LinkedHashSet<>(grants))),
                new ClientAuthentication(
                        firstOf(given.authentication().tokenEndpointAuthMethod(), method(type, given, before)),
                        jwks,
                        given.authentication().jwksUri(),
                        algorithm(given)),
                given.protocol(),
                Timestamps.NONE);
        checkTogether(client, served, violations);
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
        return client;
    }

    private static <T> T firstOf(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** Without a wish: sign people in where there is somewhere to send them back to, and ask for own tokens. */
    private static List<String> grants(ClientInput given, ClientType type) {
        List<String> grants = new ArrayList<>();
        if (!given.grants().redirectUri().isEmpty()) {
            grants.addAll(List.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN));
        }
        if (type != ClientType.PUBLIC) {
            grants.add(GrantTypes.CLIENT_CREDENTIALS);
        }
        return grants.isEmpty() ? List.of(GrantTypes.DEVICE_CODE, GrantTypes.REFRESH_TOKEN) : grants;
    }

    private static String method(ClientType type, ClientInput given, @Nullable Client before) {
        if (before != null && before.isPublic() == (type == ClientType.PUBLIC)) {
            return before.tokenEndpointAuthMethod();
        }
        if (type == ClientType.PUBLIC) {
            return AuthenticationMethods.NONE;
        }
        boolean keys = given.authentication().jwks() != null
                && !given.authentication().jwks().isNull();
        return keys || given.authentication().jwksUri() != null
                ? AuthenticationMethods.PRIVATE_KEY_JWT
                : AuthenticationMethods.SECRET_BASIC;
    }

    private static @Nullable String algorithm(ClientInput given) {
        String wished = given.authentication().signingAlgorithm();
        return wished == null && given.protocol().followsFapi() ? JWSAlgorithm.ES256.getName() : wished;
    }

    private static @Nullable JsonNode jwks(ClientInput given, List<Violation> violations) {
        if (given.authentication().jwks() == null
                || given.authentication().jwks().isNull()) {
            return null;
        }
        var problem = ClientKeys.problem(given.authentication().jwks());
        problem.ifPresent(text -> violations.add(new Violation("/jwks", text)));
        return problem.isPresent()
                ? given.authentication().jwks()
                : ClientKeys.normal(given.authentication().jwks());
    }

    private static void checkTogether(Client client, ServedClients served, List<Violation> violations) {
        checkAuthentication(client, violations);
        checkGrants(client, served.grantTypes(), violations);
        for (ClientProtocol.Problem problem : client.protocol()
                .problems(
                        client.isPublic(),
                        client.tokenEndpointAuthMethod().equals(AuthenticationMethods.PRIVATE_KEY_JWT))) {
            violations.add(new Violation(problem.pointer(), problem.text()));
        }
        if (client.protocol().followsFapi()) {
            checkAsFapi(client, violations);
        }
        boolean isNative = client.clientProfile() == ClientProfile.MOBILE;
        checkUris("/redirectUri", client.redirectUri(), isNative, violations);
        checkUris("/postLogoutRedirectUri", client.postLogoutRedirectUri(), isNative, violations);
        checkLogout(client, violations);
        checkClaims(client.customClaim(), served.reservedClaims(), violations);
        if (client.jwks() != null && Json.text(client.jwks()).contains("\\u0000")) {
            violations.add(new Violation("/jwks", "holds the character U+0000"));
        }
    }

    private static void checkAsFapi(Client client, List<Violation> violations) {
        if (!JWSAlgorithm.ES256.getName().equals(client.signingAlgorithm())) {
            violations.add(new Violation("/signingAlgorithm", "must be ES256 where fapi is true"));
        }
        if (client.grantTypes().contains(GrantTypes.IMPLICIT)) {
            violations.add(new Violation("/grantTypes", "may not include implicit where fapi is true"));
        }
    }

    private static void checkAuthentication(Client client, List<Violation> violations) {
        boolean none = client.tokenEndpointAuthMethod().equals(AuthenticationMethods.NONE);
        if (client.isPublic() != none) {
            violations.add(new Violation(
                    "/tokenEndpointAuthMethod",
                    client.isPublic()
                            ? "must be none for a public client, which cannot keep a secret"
                            : "may be none for a public client only"));
        }
        boolean signs = client.tokenEndpointAuthMethod().equals(AuthenticationMethods.PRIVATE_KEY_JWT);
        if (signs && client.jwks() == null && client.jwksUri() == null) {
            violations.add(new Violation(
                    "/jwks",
                    "or jwksUri is required with private_key_jwt; send the client's public keys or their URL"));
        }
        if (client.jwks() != null && client.jwksUri() != null) {
            violations.add(new Violation("/jwksUri", "may not stand beside jwks; send one of them"));
        }
        checkUris("/jwksUri", given(client.jwksUri()), false, violations);
    }

    private static void checkGrants(Client client, Set<String> supported, List<Violation> violations) {
        for (String grant : client.grantTypes()) {
            if (!supported.contains(grant)) {
                violations.add(new Violation("/grantTypes", grant + " is none of this server's"));
            }
            if (client.isPublic() && GrantTypes.CONFIDENTIAL_ONLY.contains(grant)) {
                violations.add(new Violation("/grantTypes", grant + " is not for public clients"));
            }
            if (GrantTypes.REDIRECTING.contains(grant) && client.redirectUri().isEmpty()) {
                violations.add(new Violation("/redirectUri", "is required with the grant type " + grant));
            }
        }
    }

    private static void checkUris(String pointer, List<String> uris, boolean isNative, List<Violation> violations) {
        for (String uri : uris) {
            RedirectUris.problem(uri, isNative)
                    .ifPresent(problem -> violations.add(new Violation(pointer, shown(uri) + " " + problem)));
        }
    }

    private static void checkLogout(Client client, List<Violation> violations) {
        ClientLogout logout = client.protocol().logout();
        checkUris("/backchannelLogoutUri", given(logout.backchannelLogoutUri()), false, violations);
        checkUris("/frontchannelLogoutUri", given(logout.frontchannelLogoutUri()), false, violations);
        if (!logout.isFramedFrom(client.redirectUri())) {
            violations.add(new Violation(
                    "/frontchannelLogoutUri", "must have scheme, host and port of a redirectUri of the client"));
        }
    }

    private static List<String> given(@Nullable String uri) {
        return uri == null ? List.of() : List.of(uri);
    }

    private static void checkClaims(@Nullable JsonNode claims, Set<String> reserved, List<Violation> violations) {
        if (claims == null) {
            return;
        }
        for (String name : claims.propertyNames()) {
            if (reserved.contains(name)) {
                violations.add(new Violation("/customClaim", "names " + name + ", which this server sets itself"));
            }
        }
        if (claims.has(MAY_ACT) && !namesParty(claims.get(MAY_ACT))) {
            violations.add(new Violation(
                    "/customClaim/" + MAY_ACT, "must be an object with client_id or sub, or both, each a text"));
        }
    }

    /** Whether it says of the client's tokens who alone may exchange them. */
    static boolean limitsExchange(Client client) {
        return client.customClaim() != null && client.customClaim().has(MAY_ACT);
    }

    private static boolean namesParty(JsonNode party) {
        return party.isObject()
                && !party.isEmpty()
                && PARTY.containsAll(party.propertyNames())
                && party.valueStream().allMatch(JsonNode::isString);
    }

    private static String shown(String uri) {
        return uri.length() > 100 ? uri.substring(0, 100) + "…" : uri;
    }
}
