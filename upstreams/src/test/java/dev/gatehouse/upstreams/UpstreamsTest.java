package dev.gatehouse.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random services and requests, asked of decisions and of the real servers. A request is sent with the smallest token that
 * lets it through: what the server then serves has to be covered by that. The same numbers always make the same requests.
 */
class UpstreamsTest {
    private static final boolean AT_LENGTH = Boolean.getBoolean("gatehouse.soak");
    private static final int REQUESTS = Integer.getInteger("gatehouse.upstreams.requests", AT_LENGTH ? 200_000 : 1_000);
    private static final int SERVICES = Math.clamp(REQUESTS / 25, 40, 400);
    private static final List<String> METHODS = List.of("GET", "GET", "POST", "POST", "DELETE", "HEAD", "OPTIONS");
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    /** A server and how its router is. */
    record Framework(String name, RealServer.Start start, RandomService.Dialect dialect) {
        static Framework of(String name, RealServer.Start start, boolean mixed, boolean restLast) {
            return new Framework(name, start, new RandomService.Dialect(mixed, restLast));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Framework> frameworks() {
        Stream<Framework> ours = Stream.of(
                Framework.of("Spring MVC on Tomcat", SpringRoutes::start, true, true),
                Framework.of("Jersey on Grizzly", JerseyRoutes::start, true, false),
                Framework.of("Undertow", UndertowRoutes::start, false, false),
                Framework.of("Restlet", RestletRoutes::start, true, true),
                Framework.of("Vert.x Web", VertxRoutes::start, true, true));
        return AT_LENGTH ? Stream.concat(ours, NodeServer.frameworks()) : ours;
    }

    @ParameterizedTest
    @MethodSource("frameworks")
    void whatMayPassIsServedAsWhatTheTokenCovers(Framework framework) throws Exception {
        Random random = new Random(Long.getLong("gatehouse.upstreams.seed", 15));
        List<RandomService> services = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            services.add(RandomService.of("/s" + i, random, framework.dialect()));
        }
        List<ServedRoute> routes =
                services.stream().flatMap(service -> service.routes().stream()).toList();
        int served = 0;
        List<String> holes = new ArrayList<>();
        try (RealServer server = framework.start().with(routes)) {
            for (int i = 0; i < REQUESTS; i++) {
                Asked asked = passing(services, random);
                String endpoint = PlainExchange.served(
                        server.port(), asked.request().method(), asked.request().target(), asked.fields());
                served += endpoint == null ? 0 : 1;
                if (endpoint != null && !asked.covered().contains(endpoint)) {
                    holes.add("%s is served as %s".formatted(asked, endpoint));
                }
            }
        }
        assertThat(holes)
                .as("requests that pass without what they are served as")
                .isEmpty();
        assertThat(served).as("requests that the server served").isGreaterThan(REQUESTS / 4);
    }

    /** @param covered the endpoints that the token is good for */
    private record Asked(ForwardedRequest request, String fields, Set<String> covered) {}

    /** The next request that some token lets through. */
    private static Asked passing(List<RandomService> services, Random random) {
        OddTargets targets = new OddTargets(random);
        while (true) {
            RandomService service = services.get(random.nextInt(services.size()));
            boolean overridden = random.nextInt(12) == 0;
            ForwardedRequest request = new ForwardedRequest(
                    METHODS.get(random.nextInt(METHODS.size())),
                    targets.of(service.any(random).path()),
                    overridden ? List.of("DELETE") : List.of(),
                    null);
            if (service.index().find(request) instanceof Finding.Found found) {
                return new Asked(
                        request,
                        overridden ? OVERRIDE + ": DELETE\r\n" : "",
                        found.endpoints().stream().map(GuardedEndpoint::name).collect(Collectors.toSet()));
            }
        }
    }
}
