package dev.gatehouse.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Examples for gateways that cannot be started here, and what the guide says of all of them. */
class GatewayFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final Path EXAMPLES = ROOT.resolve("examples/gateway");

    @ParameterizedTest
    @ValueSource(strings = {"traefik.yaml", "envoy.yaml"})
    void isYamlThatNamesEveryFieldOfTheContract(String name) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name));

        Object document = new Load(LoadSettings.builder().build()).loadFromString(text);

        assertThat(document).isInstanceOf(java.util.Map.class);
        assertThat(document.toString().toLowerCase())
                .contains("x-auth-subject", "x-auth-client", "x-auth-scope", "x-auth-endpoint")
                .contains("x-http-method-override", "access-control-request-method", "6883", "/access/orders");
    }

    @Test
    void envoyLetsNothingPassWithoutADecision() throws IOException {
        String text = Files.readString(EXAMPLES.resolve("envoy.yaml"));

        assertThat(text).contains("failure_mode_allow: false").containsSubsequence("header_mutation", "ext_authz");
    }

    @Test
    void theGuideNamesEveryExample() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/gateway-examples.md"));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<String> links = files.map(file -> "(../examples/gateway/" + file.getFileName() + ")")
                    .toList();
            assertThat(guide).contains(links);
        }
    }
}
