package dev.gatehouse.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** What the matcher holds for all endpoints and targets, compared with slow and simple ones. */
class NeverLooserTest {
    private static final List<Upstream> UPSTREAMS = Upstream.all();

    @Provide
    Arbitrary<Set<String>> endpoints() {
        Arbitrary<String> segment =
                Arbitraries.of("a", "b", "admin", "Admin", "{x}", "{y}", "{x}", "{x}-z", "a{x}", "{x}.{y}", "a.b");
        Arbitrary<String> end = Arbitraries.of("", "", "", "/{rest+}");
        Arbitrary<String> path = Combinators.combine(segment.list().ofMinSize(1).ofMaxSize(4), end)
                .as((segments, last) -> "/" + String.join("/", segments) + last + "@get");
        return path.set().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> plainPaths() {
        return Arbitraries.of("a", "b", "admin", "c", "c-z", "ab", "a-z", "7")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> "/" + String.join("/", segments));
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> honest = Arbitraries.of("a", "b", "admin", "7", "a", "/", "/", "/a", "/b", "/admin", "-z");
        Arbitrary<String> odd = Arbitraries.of(
                "%61",
                "%2561",
                "ADMIN",
                "%2F",
                "%2f",
                "%252F",
                "%5C",
                "%255c",
                "..",
                "%2e%2e",
                "%252e%252e",
                ".",
                ";x",
                "%3Bx",
                "%253B",
                "/",
                "//",
                "%20",
                "%3F",
                "%23",
                "%00",
                "%25",
                "%C3%A9",
                "%C0%AF",
                ".json",
                ".de.json",
                "/.json",
                ";/",
                "%3B/",
                "?q=/a");
        Arbitrary<List<String>> pieces = Combinators.combine(
                        honest.list().ofMaxSize(4),
                        odd.list().ofMaxSize(2),
                        honest.list().ofMaxSize(3))
                .as((first, middle, last) -> java.util.stream.Stream.of(first, middle, last)
                        .flatMap(List::stream)
                        .toList());
        return pieces.map(list -> "/" + String.join("", list));
    }

    /** Of careless readings only empty parameters are compared here; the next property has the others. */
    @Property(tries = 2000)
    void findsWhatANaiveMatcherFinds(@ForAll("endpoints") Set<String> names, @ForAll("plainPaths") String path) {
        Set<String> lowerCase = names.stream().map(String::toLowerCase).collect(Collectors.toSet());
        EndpointIndex index = Indexes.of(lowerCase.toArray(String[]::new));

        Set<String> expected = new HashSet<>(new NaiveMatcher(lowerCase, false, false).best(path));
        if (!expected.isEmpty()) {
            expected.addAll(new NaiveMatcher(lowerCase, false, true).best(path));
        }
        assertThat(Set.copyOf(Indexes.asked(index, "GET", path))).isEqualTo(expected);
    }

    @Property(tries = 4000)
    @StatisticsReport(onFailureOnly = true)
    void whatMayPassMayPassHoweverAServerReadsIt(
            @ForAll("endpoints") Set<String> names,
            @ForAll("targets") String target,
            @ForAll @Size(12) List<Boolean> grants) {
        Set<String> granted = names.stream()
                .filter(name -> name.hashCode() % 3 != 0 || grants.get(Math.floorMod(name.hashCode(), 12)))
                .collect(Collectors.toSet());
        Decision decision =
                Indexes.of(names.toArray(String[]::new)).decide(ForwardedRequest.of("GET", target), granted);
        Statistics.collect(decision.getClass().getSimpleName());
        Statistics.coverage(coverage ->
                coverage.check(Decision.Allowed.class.getSimpleName()).percentage(share -> share > 4));
        if (!(decision instanceof Decision.Allowed)) {
            return;
        }
        NaiveMatcher exact = new NaiveMatcher(names, false, false);
        NaiveMatcher careless = new NaiveMatcher(names, true, false);
        NaiveMatcher takingNothing = new NaiveMatcher(names, false, true);
        assertThat(granted).as("a parameter may be nothing").containsAll(takingNothing.best(target.split("\\?", 2)[0]));
        for (Upstream upstream : UPSTREAMS) {
            String path = upstream.read(target);
            Set<String> called = (upstream.ignoresCase() ? careless : exact).best(path);
            assertThat(granted).as("%s reads %s", upstream, path).containsAll(called);
            assertThat(called.isEmpty() && !upstream.mayLeadNowhere())
                    .as("%s reads %s, which nobody registered", upstream, path)
                    .isFalse();
        }
    }

    @Property(tries = 2000)
    void neverFailsWhateverIsSent(@ForAll String method, @ForAll String target, @ForAll List<String> overrides) {
        EndpointIndex index = Indexes.of("/a/{x}@get", "/{x}.{y}@get");

        assertThat(index.find(new ForwardedRequest(method, target, overrides, method)))
                .isNotNull();
        assertThat(index.find(new ForwardedRequest("GET", "/" + target, overrides, null)))
                .isNotNull();
    }

    @Property(tries = 2000)
    void neverFailsWhateverIsRegistered(@ForAll List<String> names, @ForAll("targets") String target) {
        EndpointIndex index =
                Indexes.of(names.stream().map(name -> "/" + name + "@get").toArray(String[]::new));

        assertThat(index.find(ForwardedRequest.of("GET", target))).isNotNull();
    }
}
