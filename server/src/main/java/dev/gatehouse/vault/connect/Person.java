package dev.gatehouse.vault.connect;

import dev.gatehouse.api.Caller;
import dev.gatehouse.vault.connect.link.ReturnTarget;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is about to connect an account. Its text form shows nothing.
 *
 * @param userId as the connector's registrant knows the person
 * @param clientId who vouches for that by a link, or null for who is signed in here
 * @param linkHash of that link, or null
 * @param returnTarget where the browser goes afterwards, or null for a page of ours
 */
record Person(
        String userId,
        @Nullable String clientId,
        byte @Nullable [] linkHash,
        @Nullable ReturnTarget returnTarget) {
    static Person signedIn(String userId) {
        return new Person(userId, null, null, null);
    }

    /** Who connects, as the audit log names them; no client is behind who is signed in here. */
    Caller caller() {
        return new Caller(userId, clientId == null ? "" : clientId, Set.of());
    }

    boolean isSignedIn() {
        return clientId == null;
    }

    @Override
    public String toString() {
        return "Person[hidden]";
    }
}
