package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways that run on nothing but an exported policy let through what it says, whatever stands in the rows. */
class ExportedPolicyTest {
    private static final String ID = "policy-of-$http_host\"{}`';#\\x";
    private static final Application APPLICATION = new Application();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static Site site;
    private static TestServer.Registered reader;
    private static TestServer.Registered writer;

    /** The programs, each run by what was exported for it. */
    enum Gateway {
        NGINX,
        CADDY,
        APACHE;

        private AutoCloseable running;
        private int port;

        /** Caddy takes plain ids only. */
        private String id() {
            return this == CADDY ? "policy-of-caddy" : ID;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        InstalledProgram.find("nginx", "/usr/sbin/nginx");
        InstalledProgram.find("caddy", "/usr/bin/caddy");
        Apache.find();
        site = Site.shared();
        register(ID);
        register("policy-of-caddy");
        reader = site.register("Reader", "things.r things.a", Map.of());
        writer = site.register("Writer", "things.r things.w things.a things.b 'odd${scope}[", Map.of());
        for (Gateway gateway : Gateway.values()) {
            gateway.port = FreePort.next();
            gateway.running = run(gateway, exported(gateway));
        }
    }

    private static void register(String id) {
        site.server()
                .administrator()
                .post(
                        "/oauth2/service",
                        Json.text(Map.of(
                                "serviceId", id,
                                "serviceType", "openapi",
                                "serviceName", "Hostile",
                                "scope", "things.r things.w things.a things.b 'odd${scope}[")))
                .expect(200);
        site.server()
                .administrator()
                .post("/oauth2/service/" + encoded(id) + "/endpoint", HostileRows.endpoints())
                .expect(201);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static String exported(Gateway gateway) {
        String query = "?format=%s&listen=127.0.0.1:%d&upstream=%s&gatehouse=%s"
                .formatted(
                        gateway.name().toLowerCase(Locale.ROOT),
                        gateway.port,
                        APPLICATION.url(),
                        "http://127.0.0.1:" + site.server().adminUrl().getPort());
        return site.server()
                .administrator()
                .get("/oauth2/service/" + encoded(gateway.id()) + "/policy" + query)
                .expect(200)
                .text();
    }

    private static AutoCloseable run(Gateway gateway, String policy) throws IOException {
        if (gateway == Gateway.APACHE) {
            String withoutProxy = policy.replaceAll("(?m)^ProxyPass .*$", "");
            return Apache.start(Map.of(gateway.port, withoutProxy), APPLICATION.url());
        }
        return GatewayProcess.start(gateway == Gateway.NGINX, gateway.port, policy);
    }

    @AfterAll
    static void stop() throws Exception {
        for (Gateway gateway : Gateway.values()) {
            if (gateway.running != null) {
                gateway.running.close();
            }
        }
        APPLICATION.close();
    }

    private static String token(Gateway gateway, TestServer.Registered client) {
        String form = "grant_type=client_credentials&resource="
                + URLEncoder.encode(site.issuer() + "/" + encoded(gateway.id()), StandardCharsets.UTF_8);
        String token = site.server()
                .open()
                .withBasic(client.clientId(), client.secret())
                .send("POST", "/oauth2/token", form, "Content-Type", "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        // From memory the answer comes within a gateway's patience, also while other tests keep the machine busy.
        String[] asked = {"X-Original-Method", "GET", "X-Original-URI", "/things"};
        site.server().admin().withToken(token).get("/access/" + encoded(gateway.id()), asked);
        return token;
    }

    /** The status; 200 is from the service itself. */
    private static int status(Gateway gateway, String method, String target, TestServer.Registered client)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port + target))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (client != null) {
            request.header("Authorization", "Bearer " + token(gateway, client));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200 && !method.equals("HEAD")) {
            assertThat(answer.body()).contains("Application at");
        }
        return answer.statusCode();
    }

    @ParameterizedTest
    @EnumSource
    void letsThroughWhatTheTokenCovers(Gateway gateway) throws Exception {
        assertThat(status(gateway, "GET", "/things", reader)).isEqualTo(200);
        assertThat(status(gateway, "HEAD", "/things", reader)).isEqualTo(200);
        assertThat(status(gateway, "GET", "/things/1?a=b", reader)).isEqualTo(200);
        assertThat(status(gateway, "POST", "/things", writer)).isEqualTo(200);
        assertThat(status(gateway, "GET", "/things/secret", writer)).isEqualTo(200);
        assertThat(status(gateway, "GET", "/both", writer)).isEqualTo(200);
        assertThat(status(gateway, "GET", "/either", reader)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatTheTokenDoesNotCover(Gateway gateway) throws Exception {
        assertThat(status(gateway, "POST", "/things", reader)).isEqualTo(403);
        assertThat(status(gateway, "GET", "/things/secret", reader)).isEqualTo(403);
        assertThat(status(gateway, "GET", "/both", reader)).isEqualTo(403);
        assertThat(status(gateway, "GET", "/things", null)).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatNobodyRegistered(Gateway gateway) throws Exception {
        for (String target : List.of(
                "/", "/thing", "/things/", "/things/1/2", "/abc", "/q", "/open/x", "/OPEN", "/open%0A", "/things%0A")) {
            assertThat(status(gateway, "GET", target, writer)).as(target).isIn(403, 404);
        }
        assertThat(status(gateway, "DELETE", "/things", writer)).isIn(403, 405);
        assertThat(status(gateway, "PUT", "/open", null)).isIn(401, 403, 405);
    }

    @ParameterizedTest
    @EnumSource
    void textOfRowsIsTextInTheConfiguration(Gateway gateway) throws Exception {
        assertThat(status(gateway, "GET", "/open", null)).isEqualTo(200);
        assertThat(status(gateway, "GET", "/a.c", null)).isEqualTo(200);
        for (String path : List.of("/q\"; return 200; #", "/x\"> Require all granted <", "/ü/1")) {
            String target = URLEncoder.encode(path, StandardCharsets.UTF_8)
                    .replace("%2F", "/")
                    .replace("+", "%20");
            assertThat(status(gateway, "GET", target, null)).as(path).isIn(200, 403);
        }
        assertThat(status(gateway, "GET", "/x", null)).isIn(401, 403, 404);
    }

    /** What the service sees of a request of the reader for GET, in lower case; empty where the gateway refuses it. */
    private static String arrived(Gateway gateway, String target, String... fields) throws Exception {
        String head = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token(gateway, reader) + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", gateway.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 ");
            return answer.startsWith("HTTP/1.1 200 ") ? answer.toLowerCase(Locale.ROOT) : "";
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyButTheDecisionSaysWhoCallsAndForWhat(Gateway gateway) throws Exception {
        assertThat(arrived(gateway, "/things", "Connection: close")).contains("application at /things");
        for (String name : List.of(
                "X-Auth-Subject",
                "X_Auth_Subject",
                "X-Auth-Scope",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method-Override",
                "X_HTTP_Method_Override")) {
            assertThat(arrived(gateway, "/things", "Connection: close", name + ": forged"))
                    .as(name)
                    .doesNotContain("forged");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "CADDY"})
    void aClientCannotHaveTheIdentityRemoved(Gateway gateway) throws Exception {
        assertThat(arrived(gateway, "/things", "Connection: close, X-Auth-Subject, X-Auth-Scope"))
                .contains("x-auth-subject: " + reader.clientId(), "x-auth-scope: ");
    }

    @ParameterizedTest
    @EnumSource
    void anUpgradeToAnotherProtocolThanWebSocketDoesNotReachTheService(Gateway gateway) throws Exception {
        assertThat(arrived(
                        gateway,
                        "/things",
                        "Connection: close, Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAAP__"))
                .doesNotContain("upgrade: h2c");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServiceMightReadDifferentlyIsRefused(Gateway gateway) throws Exception {
        for (String target : List.of(
                "/things/secret;a=b",
                "/things/%2573ecret",
                "/things/a%2Fb",
                "/things/secret%3Fx",
                "/things/secret%3Bx",
                "/things/1?_method=DELETE",
                "/things/1?a=b&%5Fmethod=DELETE",
                "/things/1?_%6Dethod=DELETE",
                "/things/1?.method=DELETE",
                "/things/1?method=delete",
                "/things/1?method=card&method=DELETE",
                "/things/1?x-HTTP_method-override=D%45LETE",
                "/things/1?_HttpMethod=+DELETE",
                "/things/1?_method%5B%5D=DELETE")) {
            assertThat(arrived(gateway, target, "Connection: close")).as(target).isEmpty();
        }
        assertThat(arrived(gateway, "/things/1?method=card&filter%5Bname%5D=%C3%BC", "Connection: close"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void letsThroughNothingThatADecisionRefuses(Gateway gateway) throws Exception {
        String token = token(gateway, reader);
        for (String target : List.of("/files/ab", "/all/a", "/all/a/b/", "/x/two", "/things/7", "/things/a%40b.c")) {
            assertThat(decision(gateway, target, token)).as(target).isEqualTo(200);
            assertThat(arrived(gateway, target, "Connection: close")).as(target).isNotEmpty();
        }
        for (String target : List.of(
                "/files/a",
                "/files/ab/c",
                "/files/a/b",
                "/all",
                "/all/",
                "/all//a",
                "/all/x/../a",
                "/all/./a",
                "/all/%2e%2e/things",
                "/one/two",
                "/one/x",
                "/things/7:stop",
                "/things/7%3Astop",
                "/things/SECRET",
                "/things/secret.json",
                "/things/s%65cret",
                "/things/secret%20",
                "/things/%C5%BFecret",
                "/things/a%0Ab",
                "/things/%C0%AF",
                "/things/7/")) {
            assertThat(decision(gateway, target, token)).as(target).isNotEqualTo(200);
            assertThat(arrived(gateway, target, "Connection: close")).as(target).isEmpty();
        }
    }

    private static int decision(Gateway gateway, String target, String token) {
        String[] asked = {"X-Original-Method", "GET", "X-Original-URI", target};
        return site.server()
                .admin()
                .withToken(token)
                .get("/access/" + encoded(gateway.id()), asked)
                .status();
    }

    @ParameterizedTest
    @EnumSource
    void challengesOnce(Gateway gateway) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port + "/things"))
                .build();

        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(1);
    }
}
