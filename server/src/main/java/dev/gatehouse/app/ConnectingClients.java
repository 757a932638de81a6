package dev.gatehouse.app;

import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.vault.connect.link.Applications;
import java.util.Optional;

/** Our own clients, as connecting knows them. Thread-safe. */
public record ConnectingClients(Clients clients, AuthorizationServer authorizationServer) implements Applications {
    @Override
    public Optional<String> name(String clientId) {
        return clients.find(clientId).map(Client::clientName);
    }

    @Override
    public boolean isServed(String clientId) {
        return clients.findServed(clientId).isPresent();
    }

    @Override
    public boolean mayReturnTo(String clientId, String url) {
        return authorizationServer.mayRedirectTo(clientId, url);
    }
}
