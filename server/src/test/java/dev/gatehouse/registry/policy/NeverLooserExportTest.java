package dev.gatehouse.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever an export lets through, the decision lets through as well. Those that ask about each request, of nginx and Caddy,
 * let through what was decided; their own part is tried with the programs.
 */
class NeverLooserExportTest {
    private static final String ISSUER = "https://id.example.org";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    @Provide
    Arbitrary<Set<Endpoint>> endpoints() {
        Arbitrary<String> segment = Arbitraries.of(
                "a", "b", "me", "Me", "ü", "{x}", "{x}", "{y}", "a{x}", "{x}:z", "{x}.z", "a.b", "a{path+}", "{path+}");
        Arbitrary<String> end = Arbitraries.of("", "", "", "", "/", "/{path+}", "/{+path}", "/{path*}", "/a{path+}");
        Arbitrary<String> path = Combinators.combine(segment.list().ofMinSize(1).ofMaxSize(3), end)
                .as((segments, last) -> "/" + String.join("/", segments) + last);
        Arbitrary<String> scope = Arbitraries.of("", "r", "w", "r w");
        Arbitrary<Integer> maxAge = Arbitraries.of(300).injectNull(0.8);
        return Combinators.combine(path, Arbitraries.of("get", "get", "post", "head"), scope, maxAge)
                .as((template, method, needed, age) -> new Endpoint(
                        template + "@" + method, "x", needed, null, false, null, needed.isEmpty() ? null : age))
                .set()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> segment = Arbitraries.of(
                "a", "a", "b", "b", "me", "c", "ab", "abc", "x:z", "x.z", "ME", "me.", "me.json", ".b", "a.c.b", ":z",
                "A", "%C3%BC", "%20a");
        Arbitrary<String> odd = Arbitraries.of(
                ".json",
                "me.de.json",
                "a.x.b",
                ":z",
                ".z",
                "x:z.b",
                "a",
                "%61",
                "m%65",
                "%6De",
                "b%2E",
                "",
                ".",
                "..",
                "a%2Fb",
                "a;b",
                "a%0Ab",
                "%C0%AF",
                "x%3Az",
                "%C5%BFa");
        Arbitrary<List<String>> segments = Combinators.combine(
                        segment.list().ofMaxSize(2),
                        odd.list().ofMaxSize(1),
                        segment.list().ofMaxSize(2))
                .as((first, middle, last) -> {
                    List<String> all = new ArrayList<>(first);
                    all.addAll(middle);
                    all.addAll(last);
                    return all;
                });
        return Combinators.combine(segments, Arbitraries.of("", "", "", "/"))
                .as((all, end) -> "/" + String.join("/", all) + (all.isEmpty() ? "" : end));
    }

    @Provide
    Arbitrary<String> scopes() {
        return Arbitraries.of("", "r", "w", "r w").injectNull(0.2);
    }

    private static String export(PolicyFormat format, Collection<Endpoint> endpoints) {
        return format.write(
                Policy.of("shop", "Shop", ISSUER, ISSUER + "/shop", endpoints),
                GatewayAddresses.of(null, null, null, null),
                KeptDecisions.NONE);
    }

    private static boolean decision(Collection<Endpoint> endpoints, String method, String target, String scopes) {
        EndpointIndex index = EndpointIndex.of(endpoints.stream()
                .map(each -> new GuardedEndpoint(
                        each.endpoint(),
                        List.copyOf(each.alternatives()),
                        each.maxAge() == null ? null : Duration.ofSeconds(each.maxAge())))
                .toList());
        Set<String> granted = scopes == null ? null : Set.of(scopes.split(" "));
        return index.decide(ForwardedRequest.of(method, target), granted) instanceof Decision.Allowed;
    }

    @Property(tries = 3000)
    void apacheIsNeverLooser(
            @ForAll("endpoints") Set<Endpoint> endpoints,
            @ForAll("targets") String target,
            @ForAll("scopes") String scopes) {
        ApacheExport apache = new ApacheExport(export(PolicyFormat.APACHE, endpoints));
        for (String method : METHODS) {
            if (apache.letsThrough(method, target, scopes)) {
                assertThat(decision(endpoints, method, target, scopes))
                        .as("%s %s with %s for %s", method, target, scopes, names(endpoints))
                        .isTrue();
            }
        }
    }

    @Property(tries = 3000)
    void springIsNeverLooser(
            @ForAll("endpoints") Set<Endpoint> endpoints,
            @ForAll("targets") String target,
            @ForAll("scopes") String scopes) {
        SpringExport spring = new SpringExport(export(PolicyFormat.SPRING, endpoints));
        for (String method : METHODS) {
            if (!target.contains("%3A") && !target.contains("%C3%BC") && spring.letsThrough(method, target, scopes)) {
                assertThat(decision(endpoints, method, target, scopes))
                        .as("%s %s with %s for %s", method, target, scopes, names(endpoints))
                        .isTrue();
            }
        }
    }

    /** A gateway that refuses everything would be none. */
    @Example
    void whatIsMeantPasses() {
        List<Endpoint> endpoints = List.of(
                new Endpoint("/files/a{path+}@get", "x", "r", null),
                new Endpoint("/all/{path+}@get", "x", "r", null),
                new Endpoint("/users/{id}@get", "x", "r", null),
                new Endpoint("/users/me@get", "x", "w", null),
                new Endpoint("/users/{id}:stop@post", "x", "r", null),
                new Endpoint("/users/{id}@post", "x", "w", null),
                new Endpoint("/{x}/b@get", "x", "r", null),
                new Endpoint("/a/{x}@get", "x", "w", null));
        ApacheExport apache = new ApacheExport(export(PolicyFormat.APACHE, endpoints));
        SpringExport spring = new SpringExport(export(PolicyFormat.SPRING, endpoints));
        for (String target :
                List.of("/files/ab", "/all/a", "/all/a/b/", "/users/7", "/users/a%40b.c", "/users/%C3%BC", "/c/b")) {
            assertThat(decision(endpoints, "GET", target, "r")).as(target).isTrue();
            assertThat(apache.letsThrough("GET", target, "r")).as(target).isTrue();
            assertThat(spring.letsThrough("GET", target, "r")).as(target).isTrue();
        }
        for (String target : List.of("/files/ab/c", "/files/a", "/all/", "/all", "/users/me", "/users/ME", "/a/b")) {
            assertThat(decision(endpoints, "GET", target, "r")).as(target).isFalse();
            assertThat(apache.letsThrough("GET", target, "r")).as(target).isFalse();
            assertThat(spring.letsThrough("GET", target, "r")).as(target).isFalse();
        }
        assertThat(apache.letsThrough("POST", "/users/7:stop", "r")).isTrue();
        assertThat(spring.letsThrough("POST", "/users/7:stop", "r")).isTrue();
        assertThat(apache.letsThrough("GET", "/a/c", "w")).isTrue();
        assertThat(apache.letsThrough("GET", "/users/m%65", "w")).isFalse();
    }

    private static String names(Set<Endpoint> endpoints) {
        return endpoints.stream()
                .map(each -> each.endpoint() + " (" + each.scope() + ")")
                .collect(Collectors.joining(", "));
    }
}
