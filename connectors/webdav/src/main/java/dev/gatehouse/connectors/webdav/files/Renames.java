package dev.gatehouse.connectors.webdav.files;

import java.net.URI;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Uploads being renamed, one at a time for a path. Servers remove what is there before they rename: two would trip over
 * each other, and who looks meanwhile finds nothing and has to look again. Thread-safe.
 */
public final class Renames {
    private static final int STRIPES = 64;

    private final Stripe[] stripes = Stream.generate(Stripe::new).limit(STRIPES).toArray(Stripe[]::new);

    private static final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile long ended;
    }

    void rename(URI file, Runnable move) {
        Stripe stripe = stripe(file);
        stripe.lock.lock();
        try {
            move.run();
        } finally {
            stripe.ended++;
            stripe.lock.unlock();
        }
    }

    /** To be asked before looking. */
    long ended(URI file) {
        return stripe(file).ended;
    }

    /** Whether what was not found may have been under way since then; waits until it is there. */
    boolean mayHaveHidden(URI file, long endedBefore) {
        Stripe stripe = stripe(file);
        stripe.lock.lock();
        try {
            return stripe.ended != endedBefore;
        } finally {
            stripe.lock.unlock();
        }
    }

    private Stripe stripe(URI file) {
        return stripes[Math.floorMod(file.hashCode(), STRIPES)];
    }
}
