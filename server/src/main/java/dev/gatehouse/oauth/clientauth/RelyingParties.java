package dev.gatehouse.oauth.clientauth;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds clients as the front channel sees them, remembered until the client, or any user, changes. Thread-safe. */
public final class RelyingParties {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final Clients clients;
    private final ChangeAwareCache<String, @Nullable RelyingParty> remembered;

    /** @param restsOn the topics, beside that of clients, any change of which may change who is served */
    public RelyingParties(Clients clients, ChangeFeed changes, List<String> restsOn, int maximumRemembered) {
        this.clients = clients;
        this.remembered = new ChangeAwareCache<String, @Nullable RelyingParty>(
                        changes, Clients.TOPIC, id -> id, maximumRemembered, LIFETIME)
                .droppedBy(restsOn.toArray(String[]::new));
    }

    public Optional<RelyingParty> find(String clientId) {
        return Optional.ofNullable(remembered.get(
                clientId, id -> clients.findServed(id).map(RelyingParty::new).orElse(null)));
    }
}
