package dev.gatehouse.app;

import dev.gatehouse.api.Caller;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.vault.connect.link.Applications;
import dev.gatehouse.vault.connect.link.LinkMaker;
import java.util.Optional;

/** Our own clients, as connecting knows them. Thread-safe. */
public record ConnectingClients(Clients clients, AuthorizationServer authorizationServer) implements Applications {
    @Override
    public Optional<String> name(String clientId) {
        return clients.find(clientId).map(Client::clientName);
    }

    @Override
    public Optional<Caller> now(LinkMaker maker) {
        return authorizationServer
                .states()
                .standing(maker.clientId(), maker.subject(), maker.origins())
                .map(standing -> standing.caller(maker.clientId(), maker.subject(), maker.scopes(), maker.origins()));
    }

    @Override
    public boolean mayReturnTo(String clientId, String url) {
        return authorizationServer.mayRedirectTo(clientId, url);
    }
}
