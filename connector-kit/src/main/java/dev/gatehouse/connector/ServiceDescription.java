package dev.gatehouse.connector;

import dev.gatehouse.api.Json;
import dev.gatehouse.connector.tokens.ServiceKind;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the token storage is told about a service, in the form it registers. Not thread-safe. */
final class ServiceDescription {
    private final ObjectNode members = Json.object();
    private @Nullable ServiceKind kind;

    ServiceDescription(String name) {
        if (!name.matches("[^/\\\\%:\\s\\p{Cntrl}]{1,255}") || name.matches("[0-9]+")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot be the name of a connector: it needs 1 to 255 characters without slash,"
                            + " backslash, percent sign, colon or white space, and not digits alone");
        }
        members.put("servicename", name.toLowerCase(Locale.ROOT));
        members.putArray("implements");
    }

    String name() {
        return members.get("servicename").asString();
    }

    /** Once it is {@link #complete}. */
    ServiceKind kind() {
        return Objects.requireNonNull(kind);
    }

    void oauth2(OAuth2Service service) {
        decide(ServiceKind.OAUTH2);
        members.put("authorize_url", service.authorizeUrl());
        members.put("refresh_url", service.refreshUrl());
        members.put("client_id", service.clientId());
        members.put("client_secret", service.clientSecret());
        service.revokeUrl().ifPresent(url -> members.put("revoke_url", url));
        if (!service.pkce()) {
            members.put("pkce", false);
        }
    }

    void login(ServiceKind loginKind) {
        decide(loginKind);
        members.putObject("credentials")
                .put("userId", loginKind == ServiceKind.LOGIN)
                .put("password", loginKind != ServiceKind.OPEN);
    }

    private void decide(ServiceKind decided) {
        if (kind != null) {
            throw new IllegalStateException("it was said before what opens " + name() + ": " + kind);
        }
        kind = decided;
    }

    void member(String member, Object value) {
        members.set(member, Json.tree(value));
    }

    void implementing(String interfaceName) {
        members.withArray("implements").add(interfaceName);
    }

    /** @throws ConnectorStartException where something is missing */
    ObjectNode complete() {
        if (kind == null) {
            throw new ConnectorStartException(
                    name() + " does not say what opens it: call oauth2, loginService, apiKeyService or openService");
        }
        if (members.get("implements").isEmpty()) {
            throw new ConnectorStartException(
                    name() + " implements nothing: call implementing with a FileStorage or a Metadata");
        }
        return members.deepCopy();
    }
}
