package dev.gatehouse.bench.micro;

import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a forwarded request to a decision, without anything of HTTP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PathMatchingBenchmark {
    private static final Set<String> SCOPES = Set.of("svc.r", "svc.w");

    @Param({"10", "5000"})
    int endpoints;

    private final ForwardedRequest plain = ForwardedRequest.of("GET", "/v1/resource7/4711?verbose=true");
    private final ForwardedRequest encoded = ForwardedRequest.of("GET", "/v1/resource7/J%C3%BCrgen%20K.");
    private final ForwardedRequest unregistered = ForwardedRequest.of("GET", "/v1/elsewhere/4711");
    private final ForwardedRequest evasive = ForwardedRequest.of("GET", "/v1/resource7/%252e%252e%252fadmin;x=1");
    private EndpointIndex index = EndpointIndex.of(List.of());

    @Setup
    public void compile() {
        index = EndpointIndex.of(IntStream.rangeClosed(1, endpoints)
                .mapToObj(n -> new GuardedEndpoint("/v1/resource" + n + "/{id}@get", List.of(Set.of("svc.r"))))
                .toList());
    }

    @Benchmark
    public Decision plain() {
        return index.decide(plain, SCOPES);
    }

    @Benchmark
    public Decision encoded() {
        return index.decide(encoded, SCOPES);
    }

    @Benchmark
    public Decision unregistered() {
        return index.decide(unregistered, SCOPES);
    }

    @Benchmark
    public Decision evasive() {
        return index.decide(evasive, SCOPES);
    }
}
