package dev.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = PasswordRules.shipped();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "password",
                "Password1",
                "PASSWORD123",
                "p@ssw0rd",
                "12345678",
                "qwertzuiop",
                "Summer2026",
                "aaaaaaaaaa",
                "letmein123",
                "iloveyou!",
                "maria.lopez",
                "Maria.Lopez "
            })
    void refusesWhatIsGuessedFirst(String password) {
        assertThat(rules.problem("maria.lopez", password)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "battery staple", "moon over Husum", "tubgtnxa", "        ", "äöüßäöüß"})
    void asksForNoKindsOfCharacters(String password) {
        assertThat(rules.problem("maria", password)).isEmpty();
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(rules.problem("maria", "\uD83D\uDE00".repeat(7))).isPresent();
        assertThat(rules.problem("maria", "x".repeat(1025))).isPresent();
    }

    @Test
    void takesAnotherList(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "# ours\n\nMoon over Husum\n");

        PasswordRules both = rules.with(list);

        assertThat(both.problem("maria", "moon OVER husum")).isPresent();
        assertThat(both.problem("maria", "password1")).isPresent();
        assertThat(both.problem("maria", "moon over Kiel")).isEmpty();
    }
}
