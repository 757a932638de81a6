package dev.gatehouse.vault.connect.link;

import java.util.Optional;

/** What connecting needs to know of the clients that make links. Implementations are thread-safe. */
public interface Applications {
    /** What people know the client as. */
    Optional<String> name(String clientId);

    /** Whether the client is there, and its owner is not disabled. */
    boolean isServed(String clientId);

    /** Whether the client registered the URL as one that browsers may be sent to. */
    boolean mayReturnTo(String clientId, String url);
}
