package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.decision.MethodOverrides;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The configurations for Traefik and Envoy in docs/gateways.md hold what the endpoint expects, and the questions that these
 * two ask with them are answered. Neither is installed where tests run.
 */
class GatewaysGuideTest {
    private static final Path GUIDE = Path.of(System.getProperty("gatehouse.root", ".."), "docs", "gateways.md");
    private static final List<String> ANSWERED =
            List.of("X-Auth-Subject", "X-Auth-Client", "X-Auth-Scope", "X-Auth-Endpoint");
    private static final List<String> SENT = Stream.concat(
                    Stream.of("Authorization", "DPoP", "Origin", "Access-Control-Request-Method", "Sec-WebSocket-Key"),
                    MethodOverrides.HEADERS.stream())
            .toList();

    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);

    private static Map<?, ?> configuration(String gateway) throws IOException {
        String section = Files.readString(GUIDE).split("(?m)^## " + gateway + "$")[1];
        String yaml = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(section)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static Object at(Object node, Object... path) {
        Object found = node;
        for (Object step : path) {
            found = found instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    private static List<String> exact(Object patterns) {
        List<String> names = new ArrayList<>();
        ((List<?>) at(patterns, "patterns")).forEach(pattern -> names.add((String) at(pattern, "exact")));
        return names;
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void traefikAsksWithTheForwardedPair() throws IOException {
        Object forwardAuth = at(configuration("Traefik"), "http", "middlewares", "orders-access", "forwardAuth");

        assertThat(at(forwardAuth, "address")).isEqualTo("http://gatehouse.internal:6883/access/orders");
        assertThat(at(forwardAuth, "trustForwardHeader")).isEqualTo(false);
        assertThat(at(forwardAuth, "authRequestHeaders")).isEqualTo(SENT);
        assertThat(at(forwardAuth, "authResponseHeaders")).isEqualTo(ANSWERED);

        Answer answer = pets.forwarded(
                        pets.with("pets.r"),
                        "GET",
                        "/v1/pets?limit=1",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "pets.example.org",
                        "X-Forwarded-For",
                        "192.0.2.1")
                .expect(200);
        ANSWERED.forEach(name -> assertThat(answer.header(name)).as(name).isNotNull());
    }

    @Test
    void envoyAsksWithItsOwnMethodAndThePathBehind() throws IOException {
        Object filter = at(configuration("Envoy"), "http_filters", 0, "typed_config");
        Object service = at(filter, "http_service");

        assertThat(at(filter, "failure_mode_allow")).isEqualTo(false);
        assertThat(exact(at(filter, "allowed_headers")))
                .isEqualTo(Stream.concat(lowerCase(SENT).stream(), Stream.of("x-forwarded-proto"))
                        .toList());
        assertThat(at(service, "path_prefix")).isEqualTo("/access/orders");
        assertThat(exact(at(service, "authorization_response", "allowed_upstream_headers")))
                .isEqualTo(lowerCase(ANSWERED));

        pets.with("pets.w")
                .send("POST", pets.path() + "/v1/pets?dry=true", null, "X-Envoy-Internal", "true")
                .expect(200);
    }
}
