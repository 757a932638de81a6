package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes through connecting shows up nowhere. */
class ConnectSecrecyTest {
    private final ConnectFixture fixture = new ConnectFixture().registered();
    private final LoggedLines lines = LoggedLines.usual();

    @AfterEach
    void close() {
        lines.close();
        fixture.close();
    }

    private List<String> secrets(String url, String callback) {
        Map<String, String> back = ConnectFixture.query("http://x" + callback);
        return List.of(
                VendorSimulator.CLIENT_SECRET,
                back.get("code"),
                back.get("state"),
                ConnectFixture.query(url).get("code_challenge"));
    }

    @Test
    void s9_noSecretInALogLineAPageAUrlOrARow() {
        Visitor visitor = fixture.signedIn();
        String url = fixture.begin(visitor);
        String callback = fixture.consent(url);
        List<String> secrets = secrets(url, callback);
        assertThat(url).doesNotContain(VendorSimulator.CLIENT_SECRET);
        assertThat(row()).doesNotContain(secrets);

        Answer back = visitor.get(callback).expect(303);
        Answer page = visitor.get(back.header("Location")).expect(200);

        String accessToken = fixture.accessToken(fixture.user);
        assertThat(back.header("Location")).doesNotContain(secrets);
        assertThat(page.text()).doesNotContain(secrets).doesNotContain(accessToken);
        assertThat(lines.all()).noneMatch(line -> holds(line, secrets) || line.contains(accessToken));
    }

    @Test
    void s9_failuresTellNoSecretEither() {
        Visitor visitor = fixture.signedIn();
        String url = fixture.begin(visitor);
        String callback = fixture.consent(url);
        List<String> secrets = secrets(url, callback);
        fixture.vendor.answerAlways(VendorAnswer.json(400, "{\"error\":\"" + secrets.get(1) + "\"}"));

        Answer page = ConnectFixture.follow(visitor, callback).expect(200);

        assertThat(page.text()).doesNotContain(secrets);
        assertThat(lines.all())
                .anyMatch(line -> line.contains(fixture.name) && line.contains("could not be redeemed"))
                .noneMatch(line -> holds(line, secrets));
    }

    private static boolean holds(String line, List<String> secrets) {
        return secrets.stream().anyMatch(line::contains);
    }

    private String row() {
        return fixture.server
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select string_agg(a::text, ' ') from connect_attempt a where connector = :name")
                        .bind("name", fixture.name)
                        .mapTo(String.class)
                        .one());
    }
}
