package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.Caller;
import java.util.Optional;

/** What connecting needs to know of the clients that make links. Implementations are thread-safe. */
public interface Applications {
    /** What people know the client as. */
    Optional<String> name(String clientId);

    /**
     * Who made a way to connect, as they would call now with the token they made it with, were it not for its time; empty
     * where such a token would not be taken any more.
     */
    Optional<Caller> now(LinkMaker maker);

    /** Whether the client registered the URL as one that browsers may be sent to. */
    boolean mayReturnTo(String clientId, String url);
}
