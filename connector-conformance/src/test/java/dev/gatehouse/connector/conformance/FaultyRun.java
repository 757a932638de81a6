package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gatehouse.connector.conformance.subject.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
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
     * Expects these promises to be found broken, by the names of their tests; with {@code -Dgatehouse.soak=true} exactly
     * these, which takes the whole kit for each fault.
     */
    static void expectBroken(Class<?> kit, Enum<?> fault, long streamBytes, Set<String> promises) {
        expectBroken(kit, fault, streamBytes, promises, Set.of());
    }

    /** @param consequences what may break besides, where the machine is slow */
    static void expectBroken(
            Class<?> kit, Enum<?> fault, long streamBytes, Set<String> promises, Set<String> consequences) {
        if (promises.isEmpty() || Boolean.getBoolean("gatehouse.soak")) {
            expectExactly(new Run(kit, fault, streamBytes, null), promises, consequences);
        } else {
            expectFound(new Run(kit, fault, streamBytes, promises), promises);
        }
    }

    /** Some faults are races: they have a few runs to show in. */
    private static void expectFound(Run run, Set<String> promises) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < RUNS && !found.containsAll(promises); i++) {
            found.addAll(run.brokenPromises().keySet());
        }
        assertThat(found).as("what %s breaks", run.fault()).containsAll(promises);
    }

    /** What breaks in one run but not in the next is no fault of theirs. */
    private static void expectExactly(Run run, Set<String> promises, Set<String> consequences) {
        Map<String, String> found = run.brokenPromises();
        Set<String> always = new TreeSet<>(found.keySet());
        always.removeAll(consequences);
        for (int i = 1; i < RUNS && !isMet(promises, found.keySet(), always); i++) {
            Map<String, String> again = run.brokenPromises();
            always.retainAll(again.keySet());
            found.putAll(again);
        }
        assertThat(isMet(promises, found.keySet(), always))
                .as("%s breaks %s; every time %s; found by %s", run.fault(), promises, always, found)
                .isTrue();
    }

    private static boolean isMet(Set<String> promises, Set<String> found, Set<String> always) {
        return found.containsAll(promises) && promises.containsAll(always);
    }

    /** @param only the names of the tests to run, or null for all */
    private record Run(Class<?> kit, Enum<?> fault, long streamBytes, Set<String> only) {
        Map<String, String> brokenPromises() {
            EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(kit))
                    .filters((PostDiscoveryFilter) this::isIncluded)
                    .configurationParameter(FaultParameter.FAULT, fault.name())
                    .configurationParameter(FaultParameter.STREAM_BYTES, Long.toString(streamBytes))
                    .execute();
            assertThat(results.containerEvents().failed().stream().map(Event::getTestDescriptor))
                    .as("what failed beside tests")
                    .isEmpty();
            assertThat(results.testEvents().started().count())
                    .as("tests that ran")
                    .isGreaterThanOrEqualTo(only == null ? 50 : only.size());
            Map<String, String> broken = new TreeMap<>();
            results.testEvents().failed().stream()
                    .forEach(event -> broken.put(methodOf(event.getTestDescriptor()), reason(event)));
            return broken;
        }

        private FilterResult isIncluded(TestDescriptor test) {
            boolean isMethod =
                    test.getSource().filter(MethodSource.class::isInstance).isPresent();
            return FilterResult.includedIf(only == null || !isMethod || only.contains(methodOf(test)));
        }
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
