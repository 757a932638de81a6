package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gatehouse.connector.conformance.subject.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
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

    private static final int RUNS = 3;

    private FaultyRun() {}

    /**
     * Expects exactly these promises to be found broken, by the names of their tests. Some faults are races: they have a few
     * runs to show in, and what breaks in one run but not in the next is no fault of theirs.
     */
    static void expectBroken(Class<?> kit, Enum<?> fault, long streamBytes, Set<String> promises) {
        Map<String, String> found = brokenPromises(kit, fault, streamBytes);
        Set<String> always = new TreeSet<>(found.keySet());
        for (int run = 1; run < RUNS && !isMet(promises, found.keySet(), always); run++) {
            Map<String, String> again = brokenPromises(kit, fault, streamBytes);
            always.retainAll(again.keySet());
            found.putAll(again);
        }
        assertThat(isMet(promises, found.keySet(), always))
                .as("%s breaks %s; every time %s; found by %s", fault, promises, always, found)
                .isTrue();
    }

    private static boolean isMet(Set<String> promises, Set<String> found, Set<String> always) {
        return found.containsAll(promises) && promises.containsAll(always);
    }

    private static Map<String, String> brokenPromises(Class<?> kit, Enum<?> fault, long streamBytes) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .configurationParameter(FaultParameter.FAULT, fault.name())
                .configurationParameter(FaultParameter.STREAM_BYTES, Long.toString(streamBytes))
                .execute();
        assertThat(results.containerEvents().failed().stream().map(Event::getTestDescriptor))
                .as("what failed beside tests")
                .isEmpty();
        assertThat(results.testEvents().started().count()).as("tests that ran").isGreaterThan(50);
        Map<String, String> broken = new TreeMap<>();
        results.testEvents().failed().stream()
                .forEach(event -> broken.put(methodOf(event.getTestDescriptor()), reason(event)));
        return broken;
    }

    private static String reason(Event failed) {
        return failed.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::toString)
                .orElse("");
    }

    private static String methodOf(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
    }
}
