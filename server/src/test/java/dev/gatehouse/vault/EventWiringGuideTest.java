package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.webhook.WebhookSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code that docs/events.md gives its readers verifies what we sign. */
class EventWiringGuideTest {
    private static final String BODY = "{\"type\":\"webhook.test\",\"data\":{\"user\":\"María\"}}";

    private final WebhookSecrets secrets = WebhookSecrets.generate().rotated();
    private final Instant now = Instant.now();
    private final String signatures = secrets.sign("msg_1", now, BODY);

    private static String code(String language) throws IOException {
        Path guide = Path.of(System.getProperty("gatehouse.root", ".."), "docs/events.md");
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(guide));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    private static String run(Path program, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        all.add(program.toString());
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    @Test
    void verifiesInPython() throws IOException, InterruptedException {
        Path program = TestServer.newDirectory().resolve("verify.py");
        Files.writeString(
                program,
                code("python")
                        + """

                headers = {"webhook-id": "msg_1", "webhook-timestamp": "%s", "webhook-signature": "%s"}
                body = '%s'.encode()
                for secret in ("%s", "%s"):
                    print(verify(secret, headers, body))
                try:
                    verify("%s", headers, body + b" ")
                except ValueError as refused:
                    print(refused)
                """.formatted(
                                        now.getEpochSecond(),
                                        signatures,
                                        BODY,
                                        secrets.current(),
                                        secrets.previous(),
                                        secrets.current()));

        assertThat(run(program, "python3")).isEqualTo("msg_1\nmsg_1\nnot signed with our secret");
    }

    @Test
    void verifiesInJava() throws IOException, InterruptedException {
        Path program = TestServer.newDirectory().resolve("Verify.java");
        String arguments = "\"msg_1\", \"%d\", \"%s\"".formatted(now.getEpochSecond(), signatures);
        String body = "\"" + BODY.replace("\"", "\\\"") + "\"";
        Files.writeString(program, code("java").replace("final class Signatures", """
                class Verify {
                    public static void main(String[] none) throws Exception {
                        System.out.println(Signatures.verify("%s", %s, %s));
                        System.out.println(Signatures.verify("%s", %s, %s + " "));
                    }
                }

                final class Signatures""".formatted(
                        secrets.current(), arguments, body, secrets.current(), arguments, body)));

        assertThat(run(
                        program,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()))
                .isEqualTo("true\nfalse");
    }
}
