package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's list of passwords that nobody may have. */
class PasswordListTest {
    @TempDir
    private Path folder;

    private Map<String, String> list(byte... content) throws IOException {
        return Map.of(
                "GATEHOUSE_PASSWORD_LIST",
                Files.write(folder.resolve("list.txt"), content).toString());
    }

    @Test
    void isKeptToWhereverAPasswordIsSet() throws IOException {
        try (TestServer server = TestServer.start(list("Moon over Husum\n".getBytes()))) {
            Answer created = server.administrator().post("/oauth2/user", """
                            {"userId":"maria","userType":"employee","email":"maria@example.org",
                             "password":"moon over husum","passwordConfirm":"moon over husum"}
                            """);
            Answer changed = server.administrator().post("/oauth2/password/" + server.newUser(), """
                            {"newPassword":"moon over husum","newPasswordConfirm":"moon over husum"}
                            """);

            assertThat(created.expect(400).description()).contains("/password ", "guessed first");
            assertThat(changed.expect(400).description()).contains("/newPassword ", "guessed first");
        }
    }

    @Test
    void thatIsNoTextKeepsFromStarting() throws IOException {
        Map<String, String> unreadable = list((byte) 0xC3, (byte) '\n');

        assertThatThrownBy(() -> TestServer.start(unreadable))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("list.txt cannot be used");
    }
}
