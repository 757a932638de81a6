package dev.gatehouse.vault.tokenstorage;

import dev.gatehouse.api.Caller;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.ConnectorFacts;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.ConnectorType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the token storage answers, in the form its existing callers read. Stateless. */
public final class TokenStorageJson {
    private static final String SECRET_SCOPE = "token-storage.secret.r";

    /** As Python prints a time, in UTC. */
    private static final DateTimeFormatter EXPIRATION =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private TokenStorageJson() {}

    static Map<String, Object> typed(Object type, Object data) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("data", data);
        return members;
    }

    /** A list with its length. */
    public static Map<String, Object> list(List<?> entries) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("length", entries.size());
        members.put("list", entries);
        return members;
    }

    static Map<String, Object> user(String userId) {
        return typed("User", Map.of("username", userId));
    }

    /** With the client secret for its registrant only, and where the caller's scopes hold it. */
    static Map<String, Object> service(Caller caller, ConnectorStore.Registered registered) {
        Map<String, Object> data = ConnectorFacts.of(registered.connector());
        if (showsSecret(caller, registered)) {
            put(data, "client_secret", registered.clientSecret());
        }
        return typed(registered.connector().type(), data);
    }

    /** Whether the caller is shown the connector's client secret. */
    static boolean showsSecret(Caller caller, ConnectorStore.Registered registered) {
        return registered.clientSecret() != null
                && caller.scopes().contains(SECRET_SCOPE)
                && !caller.forUser()
                && caller.clientId().equals(registered.connector().registrant());
    }

    /** Without the tokens where the caller may not have them. */
    static Map<String, Object> token(Caller caller, UserTokens.Shown shown) {
        Secrets secrets = shown.secrets();
        boolean oauth = secrets == null ? shown.connection().refreshDue() != null : secrets.refreshToken() != null;
        String username = secrets == null ? null : secrets.username();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("service", service(caller, shown.connector()));
        data.put("user", user(username == null ? shown.connection().id().userId() : username));
        if (secrets != null) {
            data.put("access_token", secrets.accessToken());
            put(data, "refresh_token", secrets.refreshToken());
        }
        if (oauth) {
            Instant expires = shown.connection().expires();
            data.put("expiration_date", expires == null ? "None" : EXPIRATION.format(expires));
        }
        data.put("status", shown.connection().status().label());
        return typed(oauth ? "OAuth2Token" : "Token", data);
    }

    /** The token with its refresh token and the client secret blanked: there, but empty. */
    public static Map<String, Object> tokenWithoutSecrets(Caller caller, UserTokens.Shown shown) {
        Map<String, Object> token = token(caller, shown);
        boolean oauth = shown.connector().connector().type() == ConnectorType.OAUTH2;
        Map<String, Object> data = members(token.get("data"));
        Map<String, Object> service = members(data.get("service"));
        Map<String, Object> facts = members(service.get("data"));
        if (oauth) {
            facts.put("client_secret", "");
            data.put("refresh_token", "");
        }
        service.put("data", facts);
        data.put("service", service);
        token.put("data", data);
        return token;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(@Nullable Object object) {
        return new LinkedHashMap<>((Map<String, Object>) object);
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
