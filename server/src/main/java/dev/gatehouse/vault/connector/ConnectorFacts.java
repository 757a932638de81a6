package dev.gatehouse.vault.connector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service as it is shown, without its secret. Members that existing callers take for granted are there even where nobody
 * registered them. Stateless.
 */
public final class ConnectorFacts {
    private ConnectorFacts() {}

    /** In the order in which they are shown; the map is the caller's to change. */
    public static Map<String, Object> of(Connector connector) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("servicename", connector.name());
        facts.put("implements", connector.implementsInterfaces());
        put(facts, "authorize_url", connector.authorizeUrl());
        put(facts, "refresh_url", connector.refreshUrl());
        put(facts, "revoke_url", connector.revokeUrl());
        put(facts, "client_id", connector.clientId());
        put(facts, "credentials", connector.credentials());
        connector.options().properties().forEach(option -> facts.put(option.getKey(), option.getValue()));
        assume(facts, connector, "fileTransferMode", 0);
        assume(facts, connector, "fileTransferArchive", 0);
        assume(facts, connector, "description", Map.of("en", ""));
        return facts;
    }

    private static void assume(Map<String, Object> facts, Connector connector, String name, Object value) {
        if (!connector.options().hasNonNull(name)) {
            facts.put(name, value);
        }
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
