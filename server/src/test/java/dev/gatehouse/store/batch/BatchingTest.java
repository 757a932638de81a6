package dev.gatehouse.store.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes at the same time is done together, and fails alone. */
class BatchingTest {
    private static final int CALLERS = 200;

    private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch allCame = new CountDownLatch(CALLERS);

    /** Begins once all have come, and fails where 13 is among them. */
    private List<String> named(List<Integer> numbers) {
        await(allCame);
        sizes.add(numbers.size());
        if (numbers.contains(13)) {
            throw new IllegalArgumentException("13");
        }
        return numbers.stream().map(String::valueOf).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachGetsItsOwnAnswerOfFewTransactions() throws Exception {
        Batching<Integer, String> batching = new Batching<>(this::named);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 1_000; number < 1_000 + CALLERS; number++) {
                int mine = number;
                answers.add(callers.submit(() -> {
                    allCame.countDown();
                    return batching.get(mine);
                }));
            }
        }
        for (int i = 0; i < CALLERS; i++) {
            assertThat(answers.get(i).get()).isEqualTo(String.valueOf(1_000 + i));
        }
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLERS);
        assertThat(sizes).hasSizeLessThan(CALLERS / 2);
    }

    @Test
    void oneThatFailsTakesNoOthersAlong() throws Exception {
        Batching<Integer, String> batching = new Batching<>(this::named);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, CALLERS)
                    .mapToObj(number -> callers.submit(() -> {
                        allCame.countDown();
                        return batching.get(number);
                    }))
                    .toList();
            for (int number = 0; number < CALLERS; number++) {
                Future<String> answer = answers.get(number);
                if (number == 13) {
                    assertThatThrownBy(answer::get).hasCauseInstanceOf(IllegalArgumentException.class);
                } else {
                    assertThat(answer.get()).isEqualTo(String.valueOf(number));
                }
            }
        }
    }
}
