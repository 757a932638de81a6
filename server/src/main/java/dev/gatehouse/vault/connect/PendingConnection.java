package dev.gatehouse.vault.connect;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A person who was sent to a third party and is to come back. Its text form shows nothing.
 *
 * @param browser {@link dev.gatehouse.pages.Visitor#binding} hashed: only this browser can go on with it
 * @param print of the connector, see {@link ConnectorPrint}
 * @param clientId who made the link it was begun with, or null for a person who is signed in here
 * @param linkHash of that link, or null
 * @param returnTarget where the browser goes afterwards, or null for a page of ours
 * @param verifier the PKCE code verifier, encrypted, or null
 * @param problem what the person is told of a failure, or null
 * @param answered when the person came back, or null
 */
record PendingConnection(
        UUID id,
        byte[] stateHash,
        byte[] browser,
        String connector,
        byte[] print,
        String userId,
        String clientId,
        byte[] linkHash,
        ReturnTarget returnTarget,
        byte[] verifier,
        PendingConnectionStatus status,
        String problem,
        Instant answered,
        Instant expires) {

    Optional<ReturnTarget> target() {
        return Optional.ofNullable(returnTarget);
    }

    /**
     * Whether this browser can go on with it, with who is signed in there now.
     *
     * @param signedIn matters where it was begun by somebody who was signed in
     */
    boolean mayGoOn(Optional<String> signedIn, byte[] otherBrowser) {
        boolean samePerson = clientId != null || signedIn.filter(userId::equals).isPresent();
        return samePerson && Arrays.equals(browser, otherBrowser);
    }

    @Override
    public String toString() {
        return "PendingConnection[" + id + "]";
    }
}
