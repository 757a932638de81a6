package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.Caller;
import dev.gatehouse.vault.connection.Connections;
import dev.gatehouse.vault.connector.ConnectorFacts;
import dev.gatehouse.vault.tokenstorage.TokenStorageJson;
import dev.gatehouse.vault.tokenstorage.UserTokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** People's services as the port service shows them; who may see what is as with the token storage. Thread-safe. */
public record PortUsers(UserTokens tokens, Connections connections, PortNames names) {

    /** @throws dev.gatehouse.api.ApiException ERR12013 */
    Map<String, Object> services(Caller caller, String userId) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (UserTokens.Shown shown : tokens.ofUser(caller, userId)) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", entries.size());
            entry.put("servicename", shown.connection().id().connector());
            entry.put(
                    "access_token",
                    shown.secrets() == null ? "" : shown.secrets().accessToken());
            entry.put("projects", List.of());
            entry.put("implements", shown.connector().connector().implementsInterfaces());
            entry.put("informations", ConnectorFacts.of(shown.connector().connector()));
            entries.add(entry);
        }
        return TokenStorageJson.list(entries);
    }

    /**
     * The token, with its refresh token and the client secret blanked, as existing integrations know it.
     *
     * @throws dev.gatehouse.api.ApiException ERR12013 or ERR12131
     */
    Map<String, Object> service(Caller caller, String userId, String name) {
        return TokenStorageJson.tokenWithoutSecrets(caller, tokens.get(caller, userId, names.whole(name)));
    }

    /** @throws dev.gatehouse.api.ApiException ERR12013 or ERR12131 */
    void disconnect(Caller caller, String userId, String name) {
        connections.disconnect(
                caller, tokens.find(caller, userId, names.whole(name)).id());
    }
}
