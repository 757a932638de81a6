package dev.gatehouse.oauth.clientauth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Remembers client assertions until they expire, so that each is used once (RFC 7523 section 3), over all processes on the
 * database. Thread-safe.
 */
public final class UsedAssertions {
    private static final int REMOVED_AT_ONCE = 20;

    private final Jdbi jdbi;

    public UsedAssertions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Whether the assertion was not used before; it is from now on.
     *
     * @param assertion what identifies it
     * @param expires when the assertion itself is refused from then on
     */
    boolean firstUse(byte[] assertion, Instant now, Instant expires) {
        jdbi.useTransaction(handle -> removeSomeExpired(handle, now));
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into used_assertion (assertion_hash, expires) values (:hash, :expires)
                        on conflict do nothing
                        """)
                        .bind("hash", hash(assertion))
                        .bind("expires", expires)
                        .execute()
                == 1);
    }

    private static void removeSomeExpired(Handle handle, Instant now) {
        List<byte[]> expired = handle.createQuery("""
                        select assertion_hash from used_assertion where expires <= :now
                         order by expires limit :most for update skip locked
                        """)
                .bind("now", now)
                .bind("most", REMOVED_AT_ONCE)
                .mapTo(byte[].class)
                .list();
        for (byte[] hash : expired) {
            handle.createUpdate("delete from used_assertion where assertion_hash = :hash")
                    .bind("hash", hash)
                    .execute();
        }
    }

    private static byte[] hash(byte[] assertion) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(assertion);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
