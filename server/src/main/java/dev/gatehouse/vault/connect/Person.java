package dev.gatehouse.vault.connect;

import org.jspecify.annotations.Nullable;
import dev.gatehouse.vault.connect.link.ReturnTarget;

/**
 * Who is about to connect an account. Its text form shows nothing.
 *
 * @param userId as the connector's registrant knows the person
 * @param clientId who vouches for that by a link, or null for who is signed in here
 * @param linkHash of that link, or null
 * @param returnTarget where the browser goes afterwards, or null for a page of ours
 */
record Person(String userId, @Nullable String clientId, byte @Nullable [] linkHash, @Nullable ReturnTarget returnTarget) {
    static Person signedIn(String userId) {
        return new Person(userId, null, null, null);
    }

    boolean isSignedIn() {
        return clientId == null;
    }

    @Override
    public String toString() {
        return "Person[hidden]";
    }
}
