package dev.gatehouse.client.service;

import dev.gatehouse.client.call.ApiCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How something is removed or replaced.
 *
 * @param cascade whether links of clients go with it, in place of standing in the way
 * @param ifMatch the version it must have; null for any
 */
public record Removal(boolean cascade, @Nullable String ifMatch) {
    /** Not while clients are linked. */
    public static Removal careful() {
        return new Removal(false, null);
    }

    /** Together with links of clients. */
    public static Removal cascading() {
        return new Removal(true, null);
    }

    /** The same for that version alone. */
    public Removal ifMatch(String entityTag) {
        return new Removal(cascade, entityTag);
    }

    ApiCall begin(ApiCall call) {
        return call.query("cascade", cascade).ifMatch(ifMatch);
    }

    record Removed(List<ClientLink> removedLinks) {
        static final Removed NOTHING = new Removed(List.of());

        Removed {
            removedLinks = List.copyOf(removedLinks);
        }
    }
}
