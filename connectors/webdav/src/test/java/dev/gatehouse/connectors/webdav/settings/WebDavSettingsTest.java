package dev.gatehouse.connectors.webdav.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connector.OAuth2Service;
import dev.gatehouse.connectors.webdav.WebDavConnector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators say in environment variables. */
class WebDavSettingsTest {
    @Test
    void aPlainServerNeedsItsUrlOnly() {
        WebDavSettings settings =
                WebDavSettingsReader.read(Map.of("WEBDAV_URL", "https://files.example.org/dav", "PATH", "/bin"));

        assertThat(settings)
                .isEqualTo(new WebDavSettings(
                        "port-webdav",
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        new WebDavServer(
                                URI.create("https://files.example.org/dav/"),
                                Layout.PLAIN,
                                UploadMethod.RENAME,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                64)));
    }

    @Test
    void ownCloudsEndpointsAreKnown() {
        WebDavSettings settings = WebDavSettingsReader.read(Map.of(
                "WEBDAV_URL", "https://cloud.example.org/owncloud",
                "WEBDAV_LAYOUT", "owncloud",
                "WEBDAV_CLIENT_ID", "id",
                "WEBDAV_CLIENT_SECRET", "secret"));

        assertThat(settings.name()).isEqualTo("port-owncloud");
        assertThat(settings.server().uploads()).isEqualTo(UploadMethod.DIRECT);
        assertThat(settings.oauth2())
                .contains(new OAuth2Service(
                        "https://cloud.example.org/owncloud/index.php/apps/oauth2/authorize",
                        "https://cloud.example.org/owncloud/index.php/apps/oauth2/api/v1/token",
                        "id",
                        "secret"));
    }

    @Test
    void everythingCanBeSet() {
        WebDavSettings settings = WebDavSettingsReader.read(Map.ofEntries(
                Map.entry("WEBDAV_URL", "http://cloud.internal"),
                Map.entry("WEBDAV_LAYOUT", "nextcloud"),
                Map.entry("WEBDAV_NAME", "port-ours"),
                Map.entry("WEBDAV_DISPLAY_NAME", "Our cloud"),
                Map.entry("WEBDAV_AUTHENTICATION", "oauth2"),
                Map.entry("WEBDAV_CLIENT_ID", "id"),
                Map.entry("WEBDAV_CLIENT_SECRET", "secret"),
                Map.entry("WEBDAV_AUTHORIZE_URL", "https://cloud.example.org/authorize"),
                Map.entry("WEBDAV_TOKEN_URL", "https://cloud.example.org/token"),
                Map.entry("WEBDAV_UPLOADS", "rename"),
                Map.entry("WEBDAV_CONNECT_SECONDS", "1"),
                Map.entry("WEBDAV_ANSWER_SECONDS", "2"),
                Map.entry("WEBDAV_CONNECTIONS", "3")));

        assertThat(settings.name()).isEqualTo("port-ours");
        assertThat(settings.displayName()).contains("Our cloud");
        assertThat(settings.oauth2().orElseThrow().refreshUrl()).isEqualTo("https://cloud.example.org/token");
        assertThat(settings.server())
                .isEqualTo(new WebDavServer(
                        URI.create("http://cloud.internal/"),
                        Layout.NEXTCLOUD,
                        UploadMethod.RENAME,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndNoSecretIsRepeated() {
        assertThatThrownBy(() -> WebDavSettingsReader.read(Map.of(
                        "WEBDAV_URL", "https://alice:hunter2@cloud.example.org",
                        "WEBDAV_LAYOUT", "owncloud11",
                        "WEBDAV_UPLOADS", "later",
                        "WEBDAV_AUTHENTICATION", "oauth2",
                        "WEBDAV_ANSWER_SECONDS", "0",
                        "WEBDAV_TIMEOUT", "5")))
                .isInstanceOf(ConnectorStartException.class)
                .hasMessageContainingAll(
                        "WEBDAV_URL is not an http or https URL",
                        "WEBDAV_LAYOUT is owncloud11; it is owncloud, nextcloud, legacy or plain",
                        "WEBDAV_UPLOADS is later; it is rename or direct",
                        "WEBDAV_CLIENT_ID is not set, but needed",
                        "WEBDAV_AUTHORIZE_URL is not set, but needed",
                        "WEBDAV_ANSWER_SECONDS is 0, which is not a whole number from 1 to 3600",
                        "WEBDAV_TIMEOUT is no setting")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aUrlWithThePathOfTheLayoutIsRefused() {
        assertThatThrownBy(() -> WebDavSettingsReader.read(Map.of(
                        "WEBDAV_URL", "https://cloud.example.org/remote.php/dav",
                        "WEBDAV_LAYOUT", "nextcloud",
                        "WEBDAV_AUTHENTICATION", "password")))
                .hasMessageContaining("has /remote.php in it");
    }

    @Test
    void withoutUrlItDoesNotStart() {
        assertThatThrownBy(() -> WebDavConnector.start(Map.of()))
                .isInstanceOf(ConnectorStartException.class)
                .hasMessageStartingWith("WEBDAV_URL is not set; it is the URL of the server");
    }

    @Test
    void everySettingIsDocumented() throws Exception {
        Path root = Path.of(System.getProperty("gatehouse.root", "../.."));
        String document = Files.readString(root.resolve("docs/connectors-webdav.md"));

        assertThat(WebDavSetting.values())
                .allSatisfy(setting -> assertThat(document).contains("`" + setting + "`"));
    }
}
