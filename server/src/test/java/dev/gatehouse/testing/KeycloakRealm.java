package dev.gatehouse.testing;

import dev.gatehouse.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A realm of a real Keycloak, to be filled by a test. Thread-safe. */
public final class KeycloakRealm {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    /** What Keycloak gives every client of a new realm, as far as tests look at it. */
    private static final List<String> USUAL_SCOPES = List.of("basic", "roles", "profile", "email", "service_account");

    private final URI keycloak;
    private final String name;
    private final Supplier<String> administrator;

    KeycloakRealm(URI keycloak, String name, Supplier<String> administrator) {
        this.keycloak = keycloak;
        this.name = name;
        this.administrator = administrator;
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return keycloak + "/realms/" + name;
    }

    public URI authorizationEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/auth");
    }

    public URI tokenEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/token");
    }

    public URI revocationEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/revoke");
    }

    public URI jwksUri() {
        return URI.create(issuer() + "/protocol/openid-connect/certs");
    }

    /** A person with a verified email. */
    public void addUser(String username, String email, String password, String... realmRoles) {
        for (String role : realmRoles) {
            administrate("/" + name + "/roles", Map.of("name", role));
        }
        administrate(
                "/" + name + "/partialImport",
                Map.of(
                        "ifResourceExists",
                        "FAIL",
                        "users",
                        List.of(Map.of(
                                "username",
                                username,
                                "email",
                                email,
                                "emailVerified",
                                true,
                                "enabled",
                                true,
                                "firstName",
                                "Test",
                                "lastName",
                                "User",
                                "realmRoles",
                                List.of(realmRoles),
                                "credentials",
                                List.of(Map.of("type", "password", "value", password, "temporary", false))))));
    }

    /** Changes settings of the realm, named as its administration API names them. */
    public void change(Map<String, Object> settings) {
        administrate("PUT", "/" + name, settings);
    }

    /** Ends every session of everybody, and with it what is refreshed by tokens of them. */
    public void endAllSessions() {
        administrate("/" + name + "/logout-all", Map.of());
    }

    /** Adds a scope that clients may be given. */
    public void addScope(String scope) {
        administrate(
                "/" + name + "/client-scopes",
                Map.of(
                        "name",
                        scope,
                        "protocol",
                        "openid-connect",
                        "attributes",
                        Map.of("include.in.token.scope", "true")));
    }

    /**
     * Adds a confidential client with every grant switched on.
     *
     * @param audience what the {@code aud} of its access tokens names
     * @param redirectUri where codes may go; null for nowhere
     * @param scopes in all its tokens, beside Keycloak's own; see {@link #addScope}
     */
    public void addClient(String clientId, String secret, String audience, String redirectUri, String... scopes) {
        administrate(
                "/" + name + "/clients",
                Map.of(
                        "clientId",
                        clientId,
                        "secret",
                        secret,
                        "serviceAccountsEnabled",
                        true,
                        "directAccessGrantsEnabled",
                        true,
                        "standardFlowEnabled",
                        redirectUri != null,
                        "redirectUris",
                        redirectUri == null ? List.of() : List.of(redirectUri),
                        "defaultClientScopes",
                        Stream.concat(USUAL_SCOPES.stream(), Stream.of(scopes)).toList(),
                        "optionalClientScopes",
                        List.of("offline_access"),
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "audience",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "oidc-audience-mapper",
                                "config",
                                Map.of("included.custom.audience", audience, "access.token.claim", "true")))));
    }

    /** Has it sign with a new key from now on; the old one stays among its keys. */
    public void rotateKeys() {
        administrate(
                "/" + name + "/components",
                Map.of(
                        "name",
                        "newer",
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        Map.of("priority", List.of("200"), "algorithm", List.of("RS256"))));
    }

    /** Its answer to a token request (RFC 6749 section 5.1). */
    public JsonNode ask(Map<String, String> form) {
        return send(HttpRequest.newBuilder(tokenEndpoint())
                .header("Content-Type", FORM_TYPE)
                .POST(BodyPublishers.ofString(encoded(form)))
                .build());
    }

    /** What it says of a token (RFC 7662). */
    public JsonNode introspect(String clientId, String secret, String token) {
        return send(HttpRequest.newBuilder(URI.create(tokenEndpoint() + "/introspect"))
                .header("Content-Type", FORM_TYPE)
                .POST(BodyPublishers.ofString(
                        encoded(Map.of("client_id", clientId, "client_secret", secret, "token", token))))
                .build());
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A token that a client gets for itself. */
    public String clientToken(String clientId, String secret) {
        return ask(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", clientId,
                        "client_secret", secret))
                .get("access_token")
                .asString();
    }

    /** The tokens of a user, by the password grant, ID token included. */
    public JsonNode userTokens(String clientId, String secret, String username, String password) {
        return ask(Map.of(
                "grant_type", "password",
                "client_id", clientId,
                "client_secret", secret,
                "username", username,
                "password", password,
                "scope", "openid"));
    }

    /**
     * Does what a person at a browser does: opens the authorization request, fills in the form, and comes back.
     *
     * @param request at {@link #authorizationEndpoint()}
     * @return where the browser is sent with the code (RFC 6749 section 4.1.2)
     */
    public URI signIn(URI request, String username, String password) {
        HttpResponse<String> page = exchange(HttpRequest.newBuilder(request).build());
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError(request + " shows no form: " + page.statusCode() + " " + page.body());
        }
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        HttpResponse<String> back =
                exchange(HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                        .header("Cookie", cookies)
                        .header("Content-Type", FORM_TYPE)
                        .POST(BodyPublishers.ofString(encoded(Map.of("username", username, "password", password))))
                        .build());
        return back.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new AssertionError("not signed in: " + back.statusCode() + " " + back.body()));
    }

    /** Creates something by Keycloak's administration API. */
    void administrate(String path, Object json) {
        administrate("POST", path, json);
    }

    private void administrate(String method, String path, Object json) {
        send(HttpRequest.newBuilder(URI.create(keycloak + "/admin/realms" + path))
                .header("Authorization", "Bearer " + administrator.get())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Json.text(json)))
                .build());
    }

    private static JsonNode send(HttpRequest request) {
        HttpResponse<String> answer = exchange(request);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(request + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? null : Json.read(answer.body(), JsonNode.class);
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
