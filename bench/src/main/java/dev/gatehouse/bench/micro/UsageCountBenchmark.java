package dev.gatehouse.bench.micro;

import dev.gatehouse.usage.UsageCounts;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What a decision pays for being counted: the same client and endpoint each time, alone and by both event loops of two cores. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UsageCountBenchmark {
    private final UsageCounts counts = new UsageCounts();

    @Benchmark
    public void counted() {
        counts.passed("orders", "/v1/orders/{orderId}@get", "client-7");
    }

    @Benchmark
    @Threads(2)
    public void countedByTwo() {
        counts.passed("orders", "/v1/orders/{orderId}@get", "client-7");
    }
}
