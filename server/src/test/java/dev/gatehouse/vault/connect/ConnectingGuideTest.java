package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal that docs/connecting-accounts.md prints, run as it stands there. */
class ConnectingGuideTest {
    private final ConnectFixture fixture = new ConnectFixture().registered();
    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process portal;
    private URI home;

    private static String program() throws IOException {
        Path guide = Path.of(System.getProperty("gatehouse.root", ".."), "docs/connecting-accounts.md");
        Matcher block = Pattern.compile("(?s)```python\n(.*?)```").matcher(Files.readString(guide));
        assertThat(block.find()).isTrue();
        String signedIn = "SESSIONS = {'m': {'user': 'maria'}, 'o': {'user': 'mallory'}}";
        assertThat(block.group(1)).contains("SESSIONS = {}");
        return block.group(1).replace("SESSIONS = {}", signedIn);
    }

    @BeforeEach
    void start() throws IOException {
        int port = FreePort.next();
        home = URI.create("http://localhost:" + port);
        TestServer.Registered client = fixture.newClient("token-storage.connect", "token-storage.w");
        fixture.server
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set redirect_uris = array[?] where client_id = ?",
                        home + "/connected",
                        client.clientId()));
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        Files.writeString(TestServer.newDirectory().resolve("portal.py"), program())
                                .toString())
                .inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "PORT", String.valueOf(port),
                        "GATEHOUSE_ADMIN", fixture.server.adminUrl().toString(),
                        "CLIENT_ID", client.clientId(),
                        "CLIENT_SECRET", client.secret(),
                        "CONNECTOR", fixture.name));
        portal = builder.start();
        await().ignoreExceptions().until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
    }

    @AfterEach
    void close() {
        portal.destroyForcibly();
        browser.close();
        fixture.close();
    }

    private HttpResponse<String> at(String session, String method, String target)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(home.resolve(target))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Cookie", "session=" + session)
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Presses the button, and takes the link to whoever goes on with it; where that browser comes back to. */
    private String askedFor(String session) throws IOException, InterruptedException {
        URI link = URI.create(location(at(session, "POST", "/connect")));
        Visitor visitor = fixture.visitor();
        String authorizeUrl = visitor.submit(
                        visitor.get(link.getRawPath() + "?" + link.getRawQuery())
                                .expect(200),
                        Map.of())
                .expect(303)
                .header("Location");
        return visitor.get(fixture.consent(authorizeUrl)).expect(303).header("Location");
    }

    private String outcome(String session, String back) throws IOException, InterruptedException {
        assertThat(location(at(session, "GET", back))).isEqualTo("/accounts");
        return at(session, "GET", "/accounts").body();
    }

    @Test
    void whoAskedIsConnected() throws IOException, InterruptedException {
        assertThat(outcome("m", askedFor("m"))).isEqualTo("connected");

        assertThat(fixture.accessToken("maria")).isNotEmpty();
    }

    @Test
    void s33_aForwardedLinkConnectsNothing() throws IOException, InterruptedException {
        assertThat(outcome("m", askedFor("o"))).isEqualTo("not connected");
        at("m", "POST", "/connect");
        assertThat(outcome("m", askedFor("o"))).isEqualTo("not connected: CONFIRMATION_NOT_FOUND");

        fixture.expectNoConnection("maria");
        fixture.expectNoConnection("mallory");
    }
}
