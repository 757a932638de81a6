package dev.gatehouse.vault.connect;

import dev.gatehouse.api.Caller;
import dev.gatehouse.vault.connect.link.LinkBinding;
import dev.gatehouse.vault.connect.link.LinkOrigin;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is about to connect an account. Its text form shows nothing.
 *
 * @param userId as the connector's registrant knows the person
 * @param link they came with, or null for who came by themselves and is signed in here
 */
record Person(String userId, @Nullable LinkOrigin link) {
    static Person signedIn(String userId) {
        return new Person(userId, null);
    }

    /** Who connects, as the audit log names them; no client is behind who is signed in here. */
    Caller caller() {
        return new Caller(userId, link == null ? "" : link.clientId(), Set.of());
    }

    /** Whether that user may go on as this person. */
    boolean mayBe(Optional<String> signedIn) {
        boolean bound = link == null || link.binding() == LinkBinding.SESSION;
        return !bound || signedIn.filter(userId::equals).isPresent();
    }

    /** Whether the client that made the link has to confirm the connection. */
    boolean isToBeConfirmed() {
        return link != null && link.binding() == LinkBinding.CODE;
    }

    @Override
    public String toString() {
        return "Person[hidden]";
    }
}
