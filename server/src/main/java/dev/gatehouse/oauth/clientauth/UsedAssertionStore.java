package dev.gatehouse.oauth.clientauth;

import dev.gatehouse.crypto.Sha256;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * Remembers client assertions until they expire, so that each is used once (RFC 7523 section 3), over all processes on the
 * database. Thread-safe.
 */
public final class UsedAssertionStore {
    private final Jdbi jdbi;

    public UsedAssertionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Whether the assertion was not used before; it is from now on.
     *
     * @param assertion what identifies it
     * @param expires when the assertion itself is refused from then on
     */
    boolean firstUse(byte[] assertion, Instant expires) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into used_assertion (assertion_hash, expires) values (:hash, :expires)
                        on conflict do nothing
                        """)
                        .bind("hash", Sha256.of(assertion))
                        .bind("expires", expires)
                        .execute()
                == 1);
    }
}
