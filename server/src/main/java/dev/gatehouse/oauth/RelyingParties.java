package dev.gatehouse.oauth;

import dev.gatehouse.clients.Clients;
import java.util.Optional;

/** Finds clients as the front channel sees them. Thread-safe. */
final class RelyingParties {
    private final Clients clients;

    RelyingParties(Clients clients) {
        this.clients = clients;
    }

    Optional<RelyingParty> find(String clientId) {
        return clients.find(clientId).map(RelyingParty::new);
    }
}
