package dev.gatehouse.connector.conformance.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does the same thing many times at once. */
public final class Together {
    private Together() {}

    /** All results in their order; where one failed, its failure is thrown. */
    public static <T> List<T> all(int count, IntFunction<T> task) {
        return all(count, count, task);
    }

    /** The same, with no more than so many at any time. */
    public static <T> List<T> all(int count, int atOnce, IntFunction<T> task) {
        Semaphore places = new Semaphore(atOnce);
        List<Callable<T>> tasks = IntStream.range(0, count)
                .<Callable<T>>mapToObj(number -> () -> inPlace(places, task, number))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return results(threads.invokeAll(tasks));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static <T> T inPlace(Semaphore places, IntFunction<T> task, int number) throws InterruptedException {
        places.acquire();
        try {
            return task.apply(number);
        } finally {
            places.release();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException failed) {
                throw thrown(Objects.requireNonNullElse(failed.getCause(), failed));
            }
        }
        return results;
    }

    private static AssertionError thrown(Throwable cause) {
        return cause instanceof AssertionError failure ? failure : new AssertionError(cause.toString(), cause);
    }
}
