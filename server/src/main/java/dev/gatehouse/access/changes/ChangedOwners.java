package dev.gatehouse.access.changes;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users who changed and whose clients are yet to be told of. Whoever changes twice while waiting is asked about once; of too many
 * it is only kept that they were too many. Thread-safe.
 */
final class ChangedOwners {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedOwners.class);

    /** Of more at a time it is cheaper for everybody to ask anew. */
    static final int MAX_WAITING = 1_000;

    /** Reads at a time, so that requests find connections to the database too. */
    static final int MAX_READERS = 2;

    private final Set<String> waiting = new LinkedHashSet<>();
    private final Consumer<String> ask;
    private final Runnable tooMany;
    private int readers;

    /**
     * @param ask finds out about one user and tells; may block
     * @param tooMany tells that it can be any user's; must not block
     */
    ChangedOwners(Consumer<String> ask, Runnable tooMany) {
        this.ask = ask;
        this.tooMany = tooMany;
    }

    /** This one changed. Never blocks. */
    void add(String userId) {
        if (!queue(userId)) {
            tooMany.run();
        } else if (takesReader()) {
            Thread.ofVirtual().name("changes-of-owners").start(this::read);
        }
    }

    private synchronized boolean queue(String userId) {
        waiting.add(userId);
        if (waiting.size() <= MAX_WAITING) {
            return true;
        }
        waiting.clear();
        return false;
    }

    private synchronized boolean takesReader() {
        if (readers == MAX_READERS || waiting.isEmpty()) {
            return false;
        }
        readers++;
        return true;
    }

    private void read() {
        for (String userId = next(); !userId.isEmpty(); userId = next()) {
            try {
                ask.accept(userId);
            } catch (RuntimeException e) {
                LOG.debug("guards are told of all that changed, as what one user owns is not known: {}", e.toString());
                tooMany.run();
            }
        }
    }

    /** Taken out before it is asked about: who changes meanwhile waits again. Empty where the reader is done. */
    private synchronized String next() {
        Iterator<String> first = waiting.iterator();
        if (!first.hasNext()) {
            readers--;
            return "";
        }
        String userId = first.next();
        first.remove();
        return userId;
    }
}
