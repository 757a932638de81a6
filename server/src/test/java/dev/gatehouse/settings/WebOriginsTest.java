package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginsTest {
    private static Settings read(String origins) {
        return SettingsReader.read(Map.of("GATEHOUSE_ADMIN_ALLOWED_ORIGINS", origins), Optional.empty(), Map.of());
    }

    @Test
    void originsAreListedWithCommas() {
        assertThat(read("https://app.example.org, http://localhost:3000,https://[::1]:8443")
                        .listeners()
                        .adminAllowedOrigins())
                .containsExactlyInAnyOrder("https://app.example.org", "http://localhost:3000", "https://[::1]:8443");
        assertThat(read(" ").listeners().adminAllowedOrigins()).isEmpty();
    }

    /** None of these is what a browser sends, so it would silently let nobody in, or everybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example.org",
                "app.example.org",
                "https://app.example.org/",
                "https://app.example.org/path",
                "https://app.example.org?",
                "https://app.example.org#",
                "https://App.example.org",
                "HTTPS://app.example.org",
                "https://app.example.org:443",
                "http://app.example.org:80",
                "https://app.example.org:0443",
                "https://app.example.org:65536",
                "https://app.example.org:",
                "https://user@app.example.org",
                "https://bücher.example",
                "ftp://app.example.org",
                "https://",
                "https://[::x]",
                "https://a.example https://b.example",
                "https://a.example,",
                "https://a.example,,https://b.example",
                "https://a.example,null"
            })
    void anythingElseIsRefusedAtTheStart(String origins) {
        assertThatThrownBy(() -> read(origins))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("GATEHOUSE_ADMIN_ALLOWED_ORIGINS")
                .hasMessageContaining("as browsers send it");
    }
}
