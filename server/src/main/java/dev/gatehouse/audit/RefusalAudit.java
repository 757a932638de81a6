package dev.gatehouse.audit;

import dev.gatehouse.api.Caller;
import dev.gatehouse.store.BoundedMemory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what was refused, so that a flood of attempts cannot fill the table: equal refusals of one minute are one
 * entry, which says how many there were at least: from {@value #MAX_EXACT} on it is written anew when these have doubled. Each
 * process counts its own. Thread-safe.
 */
public final class RefusalAudit {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_EXACT = 8;
    private static final int MAX_COUNTED = 50_000;

    private final Jdbi jdbi;
    private final BoundedMemory<Refusal, Counted> recent = new BoundedMemory<>(MAX_COUNTED, MINUTE, System::nanoTime);

    public RefusalAudit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What was refused. It holds no secret, and nothing that somebody made up.
     *
     * @param userId whose account it is about; empty where there is none
     * @param clientId which client; empty where there is none
     * @param detail what else tells refusals apart
     */
    public record Refusal(String action, String subject, String userId, String clientId, Map<String, String> detail) {
        public Refusal {
            detail = Map.copyOf(detail);
        }
    }

    /** The entry of one minute; its lock is held while it is written. */
    private static final class Counted {
        private @Nullable Long auditId;
        private int count;
    }

    public void record(Refusal refusal) {
        Counted counted = recent.get(refusal, Counted::new);
        synchronized (counted) {
            counted.count++;
            // Then the 16th, the 32nd and so on: whoever floods us does not flood the database.
            if (counted.count <= MAX_EXACT || Integer.bitCount(counted.count) == 1) {
                write(refusal, counted);
            }
        }
    }

    private void write(Refusal refusal, Counted counted) {
        Map<String, Object> detail = new LinkedHashMap<>(refusal.detail());
        detail.put("count", counted.count);
        if (counted.auditId == null) {
            Caller caller = new Caller(refusal.userId(), refusal.clientId(), Set.of());
            counted.auditId = jdbi.withHandle(
                    handle -> AuditStore.recordNew(handle, caller, refusal.action(), refusal.subject(), detail));
        } else {
            long auditId = counted.auditId;
            jdbi.useHandle(handle -> AuditStore.replaceDetail(handle, auditId, detail));
        }
    }
}
