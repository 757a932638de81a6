package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.NearestName;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES =
            Setting.all().stream().<String>map(Setting::key).toList();

    @Test
    void findsWhatWasProbablyMeant() {
        assertThat(NearestName.to("admin_port", NAMES)).isEqualTo("admin-port");
        assertThat(NearestName.to("adminPort", NAMES)).isEqualTo("admin-port");
        assertThat(NearestName.to("pulbic-port", NAMES)).isEqualTo("public-port");
        assertThat(NearestName.to("isuer", NAMES)).isEqualTo("issuer");
        assertThat(NearestName.to("loglevel", NAMES)).isEqualTo("log-level");
        assertThat(NearestName.to("database", NAMES)).isIn("data", "database-url");
    }

    @Property(tries = 200)
    void aNameIsNearestToItselfWithOneLetterAdded(@ForAll @AlphaChars @StringLength(1) String letter) {
        for (String name : NAMES) {
            assertThat(NearestName.to(name + letter, NAMES)).isEqualTo(name);
        }
    }
}
