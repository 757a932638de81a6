package dev.gatehouse.vault.connect;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.vault.connection.ConnectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person connected with by a link that its maker has yet to confirm. Its text form shows nothing.
 *
 * @param clientId who made the link
 * @param print of the connector as it was when the person was sent off, see {@link ConnectorPrint}
 * @param codeHash of the code that the browser took back last, or null before
 */
record UnconfirmedConnection(
        String linkId,
        String clientId,
        ConnectionId connection,
        byte[] print,
        ConnectionWriter.Given given,
        byte @Nullable [] codeHash,
        Instant expires) {

    /** Whether that code was given away last; compared in constant time. */
    boolean isConfirmedBy(String code) {
        return codeHash != null && SecretValue.of(code).matches(codeHash);
    }

    @Override
    public String toString() {
        return "UnconfirmedConnection[" + linkId + "]";
    }
}
