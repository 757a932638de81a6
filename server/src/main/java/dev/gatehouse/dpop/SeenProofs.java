package dev.gatehouse.dpop;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The proofs that were used in this process, for as long as they could be used again. Bounded: where it is full, it takes no
 * more, since to forget one would let it be used twice. Thread-safe.
 */
final class SeenProofs {
    /** In one window, and as many in the one before; some tens of megabytes, when full. */
    static final int MAX_COUNT = 500_000;

    private final Duration window;
    private Set<Long> now = new HashSet<>();
    private Set<Long> before = new HashSet<>();
    private Instant began = Instant.EPOCH;

    /** @param window from the first time at which a proof can be used to the last */
    SeenProofs(Duration window) {
        this.window = window;
    }

    /**
     * Notes a proof.
     *
     * @param id what tells it from others
     * @throws InvalidProof where it was seen before, or too many were
     */
    synchronized void use(long id, Instant time) throws InvalidProof {
        turn(time);
        if (now.contains(id) || before.contains(id)) {
            throw new InvalidProof("it was used before; make a new one for each request");
        }
        if (now.size() >= MAX_COUNT) {
            throw new InvalidProof("too many proofs are in use; try again in a minute");
        }
        now.add(id);
    }

    private void turn(Instant time) {
        if (time.isBefore(began.plus(window))) {
            return;
        }
        boolean longAgo = !time.isBefore(began.plus(window.multipliedBy(2)));
        before = longAgo ? new HashSet<>() : now;
        now = new HashSet<>();
        began = time;
    }
}
