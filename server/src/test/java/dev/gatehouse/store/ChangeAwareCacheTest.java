package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeAwareCacheTest {
    private final DatabaseAddress address = TestDatabase.create();
    private final Database database = TestDatabase.open(address, 4);
    private final ChangeFeed here = new ChangeFeed(database);
    private final ChangeFeed there = new ChangeFeed(database);
    private final ChangeAwareCache<String, Long> cache = cache(here);
    private final ChangeAwareCache<String, Long> cacheThere = cache(there);

    private static ChangeAwareCache<String, Long> cache(ChangeFeed feed) {
        return new ChangeAwareCache<>(feed, "thing", Function.identity(), 100, Duration.ofSeconds(60));
    }

    @BeforeEach
    void listen() {
        await().until(() -> here.healthy() && there.healthy());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        database.close();
    }

    private void announce(String key) {
        database.jdbi().useTransaction(handle -> ChangeFeed.announce(handle, "thing", key));
    }

    @Test
    void dropsEverywhereWhatOneProcessChanged() {
        for (var each : List.of(cache, cacheThere)) {
            each.get("a", _ -> 1L);
            each.get("b", _ -> 1L);
        }
        announce("a");
        await().untilAsserted(() -> {
            assertThat(cache.getIfPresent("a")).isNull();
            assertThat(cacheThere.getIfPresent("a")).isNull();
        });
        assertThat(cache.getIfPresent("b")).isEqualTo(1);
        assertThat(cacheThere.getIfPresent("b")).isEqualTo(1);
    }

    @Test
    void loadsOnceForAllWhoAskTogether() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> answers = IntStream.range(0, 20)
                    .mapToObj(_ -> executor.submit(() -> cache.get("a", _ -> {
                        awaitOpen(go);
                        return (long) loads.incrementAndGet();
                    })))
                    .toList();
            go.countDown();
            for (Future<Long> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void doesNotRememberWhatIsAbsentOrFailed() {
        assertThat(cache.get("a", _ -> null)).isNull();
        assertThatThrownBy(() -> cache.get("a", _ -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(cache.getIfPresent("a")).isNull();
        assertThat(cache.get("a", _ -> 2L)).isEqualTo(2);
    }

    @Test
    void dropsALoadThatBeganBeforeTheChangeWithoutWaitingForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> slow = executor.submit(() -> cache.get("a", _ -> {
                begun.countDown();
                awaitOpen(go);
                return 1L;
            }));
            begun.await();
            assertThat(cache.getIfPresent("a")).as("never waits").isNull();
            cache.drop("a");
            assertThat(cache.get("a", _ -> 2L)).as("a load after the drop").isEqualTo(2);
            cache.dropAll();
            go.countDown();
            assertThat(slow.get()).isEqualTo(1);
            assertThat(cache.getIfPresent("a")).isNull();
        }
    }

    @Test
    void neverAnswersWithAValueOlderThanTheLastDrop() throws Exception {
        AtomicLong truth = new AtomicLong();
        AtomicLong dropped = new AtomicLong();
        try (var executor = Executors.newFixedThreadPool(4)) {
            List<Future<?>> readers = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(_ -> executor.submit(() -> {
                        while (dropped.get() < 100_000) {
                            long floor = dropped.get();
                            assertThat(cache.get("a", _ -> slowly(truth.get()))).isGreaterThanOrEqualTo(floor);
                        }
                    }))
                    .toList();
            for (long version = 1; version <= 100_000; version++) {
                truth.set(version);
                cache.drop("a");
                dropped.set(version);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(cache.get("a", _ -> truth.get())).isEqualTo(100_000);
    }

    @Test
    void endsUpWithTheTruthEverywhereUnderConcurrentWritesAndLoads() throws Exception {
        database.jdbi().useHandle(handle -> handle.execute("create table thing as select 0::bigint as version"));
        AtomicLong last = new AtomicLong();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : List.of(cache, cacheThere)) {
                executor.submit(() -> {
                    while (last.get() < 500) {
                        each.get("a", _ -> stored());
                    }
                });
            }
            for (long version = 1; version <= 500; version++) {
                database.jdbi().useTransaction(handle -> {
                    handle.execute("update thing set version = version + 1");
                    ChangeFeed.announce(handle, "thing", "a");
                });
                last.set(version);
            }
        }
        await().untilAsserted(() -> assertThat(
                        List.of(cache.get("a", _ -> stored()), cacheThere.get("a", _ -> stored())))
                .containsExactly(500L, 500L));
    }

    @Test
    void remembersNothingWhileChangesAreNotHeardAndRecovers() {
        cache.get("a", _ -> 1L);
        ChangeFeedTest.terminateListener(database);
        await().untilAsserted(() -> assertThat(cache.getIfPresent("a")).isNull());
        await().until(here::healthy);
        assertThat(cache.get("a", _ -> 2L)).isEqualTo(2);
        assertThat(cache.getIfPresent("a")).isEqualTo(2);
        here.close();
        await().until(() -> !here.healthy());
        assertThat(cache.get("a", _ -> 3L)).isEqualTo(3);
        assertThat(cache.getIfPresent("a")).isNull();
    }

    @Test
    void holdsNoMoreThanItsWeight() {
        ChangeAwareCache<String, Long> small = new ChangeAwareCache<>(
                here, "weighed", Function.identity(), 10, (_, weight) -> weight.intValue(), Duration.ofSeconds(60));
        IntStream.range(0, 20).forEach(number -> small.get("key" + number, _ -> 4L));
        await().untilAsserted(() -> assertThat(IntStream.range(0, 20)
                        .filter(number -> small.getIfPresent("key" + number) != null)
                        .count())
                .isLessThanOrEqualTo(2));
    }

    private Long stored() {
        return database.jdbi()
                .withHandle(handle -> handle.select("select version from thing")
                        .mapTo(Long.class)
                        .one());
    }

    /** Gives the other threads a chance between reading and answering. */
    private static long slowly(long value) {
        Thread.yield();
        return value;
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
