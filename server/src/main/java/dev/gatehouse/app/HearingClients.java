package dev.gatehouse.app;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.events.EventType;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.vault.webhook.ToldClients;
import java.util.List;

/** Our own clients, as far as they may be told of events; of clients of other issuers nothing is known here. Thread-safe. */
public record HearingClients(Clients clients, AuthorizationServer authorizationServer) implements ToldClients {
    @Override
    public boolean mayHear(String clientId, String eventType) {
        return authorizationServer
                .states()
                .standing(clientId, clientId, List.of())
                .map(now -> EventType.isFor(
                        now.caller(clientId, clientId, now.client().scopes(), List.of()), eventType))
                .orElseGet(() -> clients.find(clientId).isEmpty());
    }
}
