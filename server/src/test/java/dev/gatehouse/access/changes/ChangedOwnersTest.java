package dev.gatehouse.access.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However often users change, few of them are asked about at a time, and few are waited for. */
class ChangedOwnersTest {
    private static final List<String> FIRST = IntStream.range(0, ChangedOwners.MAX_READERS)
            .mapToObj(i -> "first-" + i)
            .toList();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger tooMany = new AtomicInteger();
    private final ChangedOwners owners = new ChangedOwners(this::ask, tooMany::incrementAndGet);

    private void ask(String userId) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        asked.add(userId);
        answers.acquireUninterruptibly();
        atOnce.decrementAndGet();
        if (userId.equals("unknown")) {
            throw new IllegalStateException("the database is away");
        }
    }

    /** Nobody is answered until they all wait. */
    private void keepReadersBusy() {
        FIRST.forEach(owners::add);
        await().until(() -> asked.size() == FIRST.size());
    }

    private void answerAll() {
        answers.release(Integer.MAX_VALUE / 2);
    }

    @Test
    void whoWaitsIsAskedAboutOnce() {
        keepReadersBusy();
        for (int i = 0; i < 500; i++) {
            owners.add("maria");
            owners.add("jose");
        }
        owners.add(FIRST.getFirst());
        assertThat(asked).containsExactlyInAnyOrderElementsOf(FIRST);

        answerAll();

        await().until(() -> asked.size() == FIRST.size() + 3);
        assertThat(asked).contains("maria", "jose");
        assertThat(Collections.frequency(asked, FIRST.getFirst())).isEqualTo(2);
        owners.add("last");
        await().until(() -> asked.contains("last"));
        assertThat(asked).hasSize(FIRST.size() + 4);
        assertThat(mostAtOnce).hasValue(ChangedOwners.MAX_READERS);
        assertThat(tooMany).hasValue(0);
    }

    @Test
    void ofTooManyItIsToldThatItCanBeAny() {
        keepReadersBusy();
        IntStream.rangeClosed(0, ChangedOwners.MAX_WAITING).forEach(i -> owners.add("user-" + i));

        assertThat(tooMany).hasValue(1);
        owners.add("after");
        answerAll();
        await().until(() -> asked.contains("after"));
        assertThat(asked).hasSize(FIRST.size() + 1);
    }

    @Test
    void whoCannotBeAskedAboutCanBeAny() {
        answerAll();
        owners.add("unknown");
        await().untilAtomic(tooMany, value -> assertThat(value).isEqualTo(1));

        owners.add("maria");
        await().until(() -> asked.contains("maria"));
    }
}
