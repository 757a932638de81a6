package dev.gatehouse.vault.portservice;

import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorType;
import java.util.LinkedHashMap;
import java.util.Map;

/** A service as the port service shows it, without its secret. */
final class Informations {
    private Informations() {}

    static Map<String, Object> of(Connector connector) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("servicename", connector.name());
        members.put("implements", connector.implementsInterfaces());
        members.put("fileTransferMode", 0);
        members.put("fileTransferArchive", 0);
        if (connector.type() == ConnectorType.OAUTH2) {
            members.put("authorize_url", connector.authorizeUrl());
            members.put("refresh_url", connector.refreshUrl());
            if (connector.revokeUrl() != null) {
                members.put("revoke_url", connector.revokeUrl());
            }
            members.put("client_id", connector.clientId());
        } else {
            members.put("credentials", connector.credentials());
        }
        connector.options().properties().forEach(option -> members.put(option.getKey(), option.getValue()));
        return members;
    }
}
