package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Both listeners behind real reverse proxies: nothing a client asks or is told gets lost on the way. */
@ParameterizedClass
@EnumSource
class ReverseProxyTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    private static Path directory;

    private static ReverseProxy proxy;
    private static Api administrator;

    @Parameter
    ReverseProxy.Kind kind;

    @BeforeParameterizedClassInvocation
    static void start(ReverseProxy.Kind kind) throws IOException {
        Path own = java.nio.file.Files.createTempDirectory(directory, "proxy");
        proxy = ReverseProxy.start(kind, own, SERVER.adminUrl(), SERVER.publicUrl());
        administrator = new Api(proxy.adminUrl()).withToken(newToken());
    }

    /** One that nobody has shown to the server before. */
    private static String newToken() {
        JsonNode bootstrap = SERVER.bootstrap();
        return new Api(proxy.publicUrl())
                .withBasic(
                        bootstrap.get("clientId").asString(),
                        bootstrap.get("clientSecret").asString())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    private static String newId() {
        return "proxied-" + UUID.randomUUID();
    }

    private static String service(String id, String name) {
        return "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"%s\",\"scope\":\"a\"}"
                .formatted(id, name);
    }

    private static String path(String id) {
        return "/oauth2/service/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void aServiceLivesItsLife() {
        String id = newId();
        String first = administrator
                .post("/oauth2/service", service(id, "one"))
                .expect(200)
                .entityTag();
        administrator.get(path(id), "If-None-Match", first).expect(304);
        administrator
                .put("/oauth2/service", service(id, "two"), "If-Match", "\"other\"")
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");
        String second = administrator
                .put("/oauth2/service", service(id, "two"), "If-Match", first)
                .expect(200)
                .entityTag();
        Answer got = administrator.get(path(id), "If-None-Match", first).expect(200);
        assertThat(got.entityTag()).isEqualTo(second);
        Answer head = administrator.send("HEAD", path(id), null).expect(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.entityTag()).isEqualTo(second);
        administrator
                .post(path(id) + "/endpoint", "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a\"}]")
                .expect(201);
        administrator.get(path(id) + "/endpoint").expect(200);
        Answer list = administrator
                .get("/oauth2/service?page=1&pageSize=1&serviceId=" + id)
                .expect(200);
        assertThat(list.header("X-Total-Count")).isEqualTo("1");
        administrator.delete(path(id)).expect(204);
        administrator.get(path(id)).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
    }

    @Test
    void errorsArriveAsTheyAre() {
        administrator.get("/nothing").expectError(404, "ERR10007", "INVALID_REQUEST_PATH");
        Answer method = administrator.send("PATCH", "/oauth2/service", null);
        method.expectError(405, "ERR10008", "METHOD_NOT_ALLOWED");
        assertThat(method.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST, PUT");
        Answer nobody = new Api(proxy.adminUrl()).get("/oauth2/service?page=1");
        nobody.expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer ");
        administrator.send("OPTIONS", "/oauth2/service", null).expect(204);
        new Api(proxy.publicUrl()).get("/oauth2/jwks").expect(200);
        new Api(proxy.publicUrl())
                .get("/.well-known/oauth-authorization-server")
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "a%b", "a%2Fb", "a+b", "a;b=c", "a:b@c", "a?b#c", "日本", "a&b", "a..b", "~a"})
    void pathsArriveUnharmed(String odd) {
        String id = newId() + odd;
        administrator.post("/oauth2/service", service(id, "x")).expect(200);

        assertThat(administrator
                        .get(path(id))
                        .expect(200)
                        .json()
                        .get("serviceId")
                        .asString())
                .isEqualTo(id);
        administrator.delete(path(id)).expect(204);
    }

    @Test
    void anEncodedSlashStaysPartOfItsSegment() {
        administrator
                .get("/oauth2/service/a%2Fb")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    private static byte[] largeContract() {
        return """
                {"openapi":"3.1.0","info":{"title":"large","version":"1","description":"%s"},
                 "paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}
                """.formatted("d".repeat(5 * MEBIBYTE)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aLargeContractIsTakenInChunks() throws Exception {
        String id = newId();
        byte[] contract = largeContract();
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.adminUrl() + path(id) + "/contract"))
                .header("Authorization", "Bearer " + administrator.token())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(contract)))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        assertThat(administrator.get(path(id) + "/contract").expect(200).body()).isEqualTo(contract);
    }

    @Test
    void aBodyIsSentOnceItIsAskedFor() {
        byte[] contract = largeContract();
        try (RawConnection connection = RawConnection.to(proxy.adminUrl())) {
            connection.sendHead(
                    "PUT " + path(newId()) + "/contract HTTP/1.1",
                    "Host: x",
                    "Authorization: Bearer " + administrator.token(),
                    "Content-Type: application/json",
                    "Content-Length: " + contract.length,
                    "Expect: 100-continue");
            assertThat(connection.readHead().status()).isEqualTo(100);
            connection.send(contract);

            assertThat(connection.readFinal().status()).isEqualTo(201);
        }
    }

    /** Repeated, as what a refused body leaves behind shows with the requests after it. */
    @RepeatedTest(5)
    void whyABodyWasRefusedReachesTheClient() throws Exception {
        assertRefused(administrator.token(), 413, "ERR12102");
        assertRefused(newToken(), 413, "ERR12102");
        assertRefused("wrong", 401, "ERR10000");
    }

    /** On a connection of its own: nginx ends one on which it passed on an answer before it had the whole body. */
    private static void assertRefused(String token, int status, String code) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.adminUrl() + "/oauth2/service"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5 * MEBIBYTE]))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains(code);
        }
    }

    @Test
    void manyAtOnceAreAllAnswered() {
        try (ExecutorService clients = Executors.newFixedThreadPool(20)) {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(i), clients))
                    .toList();
            answers.forEach(answer -> answer.join().expect(200));
        }
    }

    private static Answer ask(int i) {
        return switch (i % 4) {
            case 0 -> administrator.get("/health/live");
            case 1 -> administrator.get("/health/ready");
            case 2 -> administrator.get("/oauth2/service?page=1");
            default -> administrator.post("/oauth2/service", service(newId(), "x"));
        };
    }
}
