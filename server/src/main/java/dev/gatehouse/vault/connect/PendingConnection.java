package dev.gatehouse.vault.connect;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who was sent to a third party and is to come back. Its text form shows nothing.
 *
 * @param print of the connector, see {@link ConnectorPrint}
 */
record PendingConnection(
        UUID id, Proof proof, String connector, byte[] print, Person person, Outcome outcome, Instant expires) {

    /**
     * How the one who comes back is known.
     *
     * @param browser {@link dev.gatehouse.pages.Visitor#binding} hashed: only this browser can go on with it
     * @param verifier the PKCE code verifier, encrypted, or null
     */
    record Proof(byte[] stateHash, byte[] browser, byte @Nullable [] verifier) {
        @Override
        public String toString() {
            return "Proof[hidden]";
        }
    }

    /**
     * How far it is.
     *
     * @param problem what the person is told of a failure, or null
     * @param answered when the person came back, or null
     */
    record Outcome(
            PendingConnectionStatus status,
            @Nullable String problem,
            @Nullable Instant answered) {
        static final Outcome NONE = new Outcome(PendingConnectionStatus.BEGUN, null, null);
    }

    PendingConnectionStatus status() {
        return outcome.status();
    }

    /**
     * Whether this browser can go on with it, with who is signed in there now.
     *
     * @param signedIn matters where it was begun by somebody who had to be signed in
     */
    boolean mayGoOn(Optional<String> signedIn, byte[] otherBrowser) {
        return person.mayBe(signedIn) && Arrays.equals(proof.browser(), otherBrowser);
    }

    @Override
    public String toString() {
        return "PendingConnection[" + id + "]";
    }
}
