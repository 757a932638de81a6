package dev.gatehouse.connectors.invenio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.ConnectorStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvenioSettingsTest {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", "../.."));

    @Test
    void needsNothingButTheAddress() {
        InvenioSettings settings = InvenioSettings.read(Map.of("INVENIO_URL", "https://zenodo.org", "PATH", "/bin"));
        assertThat(settings.dialect()).isEmpty();
        assertThat(settings.clientId()).isEmpty();
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesEverything() {
        InvenioSettings settings = InvenioSettings.read(Map.of(
                "INVENIO_URL", "https://rdm.example.org/base",
                "INVENIO_DIALECT", "InvenioRDM",
                "INVENIO_NAME", "port-ours",
                "INVENIO_CLIENT_ID", "gatehouse",
                "INVENIO_CLIENT_SECRET", "hidden",
                "INVENIO_SCOPE", "user:email",
                "INVENIO_SECONDS", "5"));
        assertThat(settings.dialect()).hasValue(Dialect.INVENIO_RDM);
        assertThat(settings.name()).hasValue("port-ours");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        Map<String, String> environment = Map.of(
                "INVENIO_URL", "zenodo.org",
                "INVENIO_DIALECT", "latin",
                "INVENIO_CLIENT_SECRET", "hidden",
                "INVENIO_SECONDS", "0",
                "INVENIO_COLOUR", "blue");
        assertThatThrownBy(() -> InvenioSettings.read(environment))
                .isInstanceOf(ConnectorStartException.class)
                .message()
                .contains("INVENIO_URL", "https://zenodo.org", "INVENIO_DIALECT", "INVENIO_CLIENT_ID")
                .contains("INVENIO_SECONDS", "INVENIO_COLOUR")
                .doesNotContain("hidden");
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/connectors-invenio.md"));
        assertThat(Stream.of(
                        InvenioSettings.URL,
                        InvenioSettings.DIALECT,
                        InvenioSettings.NAME,
                        InvenioSettings.CLIENT_ID,
                        InvenioSettings.CLIENT_SECRET,
                        InvenioSettings.SCOPE,
                        InvenioSettings.SECONDS))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
