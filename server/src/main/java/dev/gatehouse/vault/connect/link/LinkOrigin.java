package dev.gatehouse.vault.connect.link;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who made a connect link, and how its person comes back to them. Its text form shows nothing.
 *
 * @param id what its maker knows it by
 * @param hash of what opens it
 * @param returnTarget null for a page of ours
 */
public record LinkOrigin(
        UUID id,
        byte[] hash,
        LinkMaker maker,
        LinkBinding binding,
        @Nullable ReturnTarget returnTarget) {
    /** Of the client that made it. */
    public String clientId() {
        return maker.clientId();
    }

    @Override
    public String toString() {
        return "LinkOrigin[" + id + "]";
    }
}
