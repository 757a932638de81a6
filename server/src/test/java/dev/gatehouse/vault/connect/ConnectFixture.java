package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.vendor.VendorSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A third party of its own, registered at the shared server by a client of its own. */
public final class ConnectFixture implements AutoCloseable {
    static final String RETURN_URL = "https://portal.example/connected?from=gatehouse";

    /** As much as may be set: a third party on a busy machine has it, too. */
    static final Duration VENDOR_TIME = Duration.ofSeconds(120);

    private static final class Shared {
        static final TestServer SERVER = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    private static final HttpClient BROWSER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public final TestServer server;
    public final VendorSimulator vendor = VendorSimulator.start();
    final TestServer.Registered client;
    public final Api api;
    public final String name = "port-" + UUID.randomUUID();
    final String user;

    public ConnectFixture() {
        this(Shared.SERVER);
    }

    /** @param server one that may call this machine */
    ConnectFixture(TestServer server) {
        this.server = server;
        this.client = newClient("token-storage.r", "token-storage.w");
        this.api = basic(client);
        this.user = server.newUser();
    }

    public Api basic(TestServer.Registered registered) {
        return server.admin().withBasic(registered.clientId(), registered.secret());
    }

    /** A client with a redirect URI. */
    public TestServer.Registered newClient(String... scopes) {
        TestServer.Registered registered = server.newClient("admin", scopes);
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set redirect_uris = array[?] where client_id = ?",
                        RETURN_URL,
                        registered.clientId()));
        return registered;
    }

    /** Registers the service; {@code more} is further JSON members. */
    public ConnectFixture registered(String... more) {
        return registeredAt(vendor.authorizeUrl().toString(), more);
    }

    public ConnectFixture registeredAt(String authorizeUrl, String... more) {
        api.post("/token-storage/service", service(authorizeUrl, more)).expect(200);
        return this;
    }

    String service(String authorizeUrl, String... more) {
        return """
                {"servicename":"%s","authorize_url":"%s","refresh_url":"%s","client_id":"%s","client_secret":"%s",
                 "implements":["fileStorage"]%s}
                """.formatted(
                        name,
                        authorizeUrl,
                        vendor.tokenUrl(),
                        VendorSimulator.CLIENT_ID,
                        VendorSimulator.CLIENT_SECRET,
                        Arrays.stream(more).map(member -> "," + member).collect(Collectors.joining()));
    }

    /** Registers a service with a user name and a password, or whatever the credentials are. */
    public ConnectFixture registeredForLogin(boolean username, boolean password) {
        api.post("/token-storage/service", """
                {"servicename":"%s","implements":["metadata"],"credentials":{"userId":%s,"password":%s},
                 "displayName":"Archive & <Co>"}
                """.formatted(name, username, password))
                .expect(200);
        return this;
    }

    Visitor visitor() {
        return new Visitor(server.publicUrl());
    }

    Visitor signedIn() {
        return signedIn(user);
    }

    Visitor signedIn(String userId) {
        Visitor visitor = visitor();
        visitor.signIn(visitor.get("/login"), userId, "correct horse").expect(303);
        return visitor;
    }

    /** Goes on from the page; where to. */
    String begin(Visitor visitor) {
        return visitor.submit(visitor.get("/connect/" + name), Map.of())
                .expect(303)
                .header("Location");
    }

    /** The vendor consents at once; the path and query where it sends the browser back to. */
    public String consent(String authorizeUrl) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(authorizeUrl)).build();
            URI back = URI.create(BROWSER.send(request, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow());
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Comes back and sees the page that says how it ended. */
    static Answer follow(Visitor visitor, String callback) {
        return visitor.get(visitor.get(callback).expect(303).header("Location"));
    }

    /** The access token as the connector gets it. */
    public String accessToken(String userId) {
        return api.get("/connections/" + userId + "/" + name + "/token")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }

    void expectNoConnection(String userId) {
        api.get("/connections/" + userId + "/" + name).expect(404);
    }

    /** How many pending connections to the service are kept of which the condition holds. */
    int pendingConnections(String condition) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from connect_attempt where connector = :name and " + condition)
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .one());
    }

    public static Map<String, String> query(String url) {
        return Arrays.stream(URI.create(url).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** The same request with another value of a parameter. */
    static String with(String target, String parameter, String value) {
        String changed = target.replaceFirst("([?&]" + parameter + "=)[^&]*", "$1" + Visitor.encoded(value));
        assertThat(changed).isNotEqualTo(target);
        return changed;
    }

    @Override
    public void close() {
        vendor.close();
    }
}
