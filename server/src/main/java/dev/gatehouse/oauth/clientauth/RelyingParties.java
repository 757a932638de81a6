package dev.gatehouse.oauth.clientauth;

import dev.gatehouse.clients.Clients;
import java.util.Optional;

/** Finds clients as the front channel sees them. Thread-safe. */
public final class RelyingParties {
    private final Clients clients;

    public RelyingParties(Clients clients) {
        this.clients = clients;
    }

    public Optional<RelyingParty> find(String clientId) {
        return clients.findServed(clientId).map(RelyingParty::new);
    }
}
