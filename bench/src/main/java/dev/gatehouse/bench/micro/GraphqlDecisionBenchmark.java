package dev.gatehouse.bench.micro;

import dev.gatehouse.bench.data.SampleSchema;
import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.decision.content.Requested;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a GraphQL request to all that it needs, by a schema of 1.2 MB; parsing the request is most of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphqlDecisionBenchmark {
    private static final int OBJECTS = 330;

    private final GraphqlKind kind = new GraphqlKind();
    private final RequestReader rootsOnly = kind.requestReader().orElseThrow();
    private final RequestContent usual = new Posted("""
            query($id: ID!) { thing3(id: $id) { field0 field2 things1(first: 10) { totalCount nodes { id field4 things3(first: 5) {
              edges { node { id field6 } } pageInfo { hasNextPage } } } } } viewer { login ...F } }
            fragment F on Thing0 { field8 avatarUrl }
            """);
    private final RequestContent interfaces =
            new Posted("{ node(id: 1) { id ... on Actor { login } ... on Thing7 { field0 } } }");
    private final RequestContent large = new Posted(IntStream.range(0, 400)
            .mapToObj(i ->
                    "a%d: node(id: %d) { ... on Thing%d { things1 { nodes { id } } } }".formatted(i, i, i % OBJECTS))
            .collect(Collectors.joining(" ", "{ ", " }")));
    private byte[] schema = {};
    private RequestReader reader = rootsOnly;

    /** As POST with JSON carries it, but for the quotes. */
    private record Posted(String document) implements RequestContent {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public List<String> fields(String name) {
            return name.equals("Content-Type") ? List.of("application/graphql") : List.of();
        }

        @Override
        public byte[] body() {
            return document.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    }

    @Setup
    public void read() {
        schema = new SampleSchema(OBJECTS).bytes();
        reader = kind.requestReader(schema).orElseThrow();
    }

    @Benchmark
    public Requested usual() {
        return reader.requested(usual);
    }

    @Benchmark
    public Requested rootFieldsAlone() {
        return rootsOnly.requested(usual);
    }

    @Benchmark
    public Requested interfaces() {
        return reader.requested(interfaces);
    }

    @Benchmark
    public Requested large() {
        return reader.requested(large);
    }

    /** Once for each version of a contract. */
    @Benchmark
    public RequestReader schema() {
        return kind.requestReader(schema).orElseThrow();
    }
}
