package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A run of the whole kit against a connector with a fault. */
final class FaultyRun {
    /** Small, as many runs are made. */
    static final Limits LIMITS = Limits.standard()
            .streaming(2 << 20)
            .listing(150)
            .projects(5)
            .waiting(Duration.ofSeconds(10))
            .looking(Duration.ofMillis(600));

    private FaultyRun() {}

    /** The promises that are found broken, by the names of their tests. */
    static Set<String> brokenPromises(Class<?> kit, Enum<?> fault, long streamBytes) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .configurationParameter(FaultParameter.FAULT, fault.name())
                .configurationParameter(FaultParameter.STREAM_BYTES, Long.toString(streamBytes))
                .execute();
        assertThat(results.containerEvents().failed().stream().map(Event::getTestDescriptor))
                .as("what failed beside tests")
                .isEmpty();
        assertThat(results.testEvents().started().count()).as("tests that ran").isGreaterThan(50);
        return results.testEvents().failed().stream()
                .map(event -> methodOf(event.getTestDescriptor()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String methodOf(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
    }
}
