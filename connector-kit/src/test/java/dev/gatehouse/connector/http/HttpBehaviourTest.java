package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Caller;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.StorageStub;
import dev.gatehouse.connector.TestConnectors;
import dev.gatehouse.connector.settings.ConnectorSetting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything around the operations: errors, routing, guards, health, metrics, documents. */
class HttpBehaviourTest {
    /** Fails as the name of the folder says. */
    private static final StorageStub FAILING = new StorageStub() {
        @Override
        public List<FilePath> list(Account account, FilePath folder) throws IOException {
            switch (folder.name()) {
                case "refused" -> throw new ConnectException("Connection refused");
                case "late" -> throw new SocketTimeoutException("Read timed out");
                case "broken" -> throw new IOException("unexpected end");
                case "bug" -> throw new IllegalStateException("secret of the connector");
                case "many" -> {
                    List<FilePath> paths = new ArrayList<>();
                    for (int i = 0; i < 10_000; i++) {
                        paths.add(folder.file("file ü " + i));
                    }
                    return paths;
                }
                default -> throw new ConnectorException(Failure.valueOf(folder.name()), "As asked.");
            }
        }
    };

    private static final RunningConnector CONNECTOR =
            TestConnectors.open(FAILING).start();
    private static final RunningConnector GUARDED = TestConnectors.open(FAILING)
            .with(ConnectorSetting.CALLER_TOKEN, "tök en")
            .start();

    private final Caller caller = new Caller(CONNECTOR.url());

    @AfterAll
    static void stop() {
        CONNECTOR.close();
        GUARDED.close();
    }

    private static String folder(String name) {
        return "/storage/folder" + Caller.query("filepath", "/" + name, "userId", "u");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", CONNECTOR.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whatTheConnectorThrowsIsToldWithItsStatus(Failure failure) {
        Caller.Reply reply = caller.get(folder(failure.name()));

        assertThat(reply.status()).isEqualTo(failure.status());
        assertThat(reply.json().get("statusCode").asInt()).isEqualTo(failure.status());
        assertThat(reply.json().get("code").asString()).startsWith("CON20");
        assertThat(reply.json().get("description").asString()).isEqualTo("As asked.");
    }

    @ParameterizedTest
    @CsvSource({"refused,503", "late,504", "broken,502"})
    void aThirdPartyThatCannotBeSpokenToIsNoFaultOfOurs(String folder, int status) {
        assertThat(caller.get(folder(folder)).status()).isEqualTo(status);
    }

    @Test
    void s9_aFaultOfOursTellsNothingButWhereToLook() {
        Caller.Reply reply = caller.send("GET", folder("bug"), null, "X-Request-Id", "abc-1");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).contains("abc-1", "CON10010").doesNotContain("secret");
        assertThat(reply.header("X-Request-Id")).isEqualTo("abc-1");
    }

    @Test
    void anErrorIsAProblemDocumentForThoseWhoAsk() {
        Caller.Reply reply = caller.send("GET", folder("NOT_FOUND"), null, "Accept", "application/problem+json");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().get("type").asString()).isEqualTo("urn:gatehouse:error:CON20404");
        assertThat(reply.json().get("status").asInt()).isEqualTo(404);
    }

    @Test
    void aLongListIsOneAnswer() {
        Caller.Reply reply = caller.get(folder("many/"));
        assertThat(reply.json().get("files")).hasSize(10_000);
    }

    @Test
    void whatIsNotThereIsSaidToBeNotThere() {
        assertThat(caller.get("/storage/none").json().get("code").asString()).isEqualTo("CON10007");
        Caller.Reply method = caller.send("PUT", "/storage/file", null);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//ui",
                "/ui/",
                "/ui//page.js",
                "/ui/../health/live",
                "/ui/%2e%2e/health/live",
                "/./health/live",
                "/ui/..\\page.js",
                "/ui/%00",
                "/ui/page.js%0a",
                "/ui/%c0%ae%c0%ae",
                "/ui/%ff",
                "/ui/\u007f",
                "/storage/folder/?userId=u"
            })
    void s29_pathsAreTakenAsTheyWereSent(String target) throws IOException {
        assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .containsAnyOf("CON12118", "CON11004");
    }

    @Test
    void aBodyOfAnotherKindIsRefusedNamingWhatIsRead() {
        Caller.Reply reply = caller.send("GET", "/storage/folder", new byte[3], "Content-Type", "text/plain");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("CON10015", "text/plain", "application/json");
        reply = caller.json("GET", "/storage/folder", "{\"userId\":");
        assertThat(reply.text()).contains("CON11003", "line 1");
        reply = caller.json("GET", "/storage/folder", "[]");
        assertThat(reply.text()).contains("CON11004", "is not an object");
        assertThat(caller.json("GET", "/storage/folder?userId=a", "{\"userId\":\"b\"}")
                        .text())
                .contains("one value in the query and another one in the body");
        assertThat(caller.get("/storage/file?userId=u&filepath=/a/../b").text())
                .contains("filepath", "which leads elsewhere");
    }

    @ParameterizedTest
    @CsvSource({"%zz,has a % without", "%4,has a % without", "%,has a % without", "%FF,is not UTF-8", "%C3,is not UTF-8"
    })
    void aQueryThatCannotBeDecodedIsRefusedNamingTheParameter(String value, String problem) throws IOException {
        assertThat(raw("GET /storage/folder?userId=u&filepath=/" + value
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ", "CON11004", "filepath " + problem);
    }

    @Test
    void aQueryOfBytesThatShouldHaveBeenEncodedIsUnderstood() {
        String name = new String("/ünd;so+%2B".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Query.read("a=" + name + "&&b&c=")
                        .toString()
                        .replace("\n", " ")
                        .strip())
                .isEqualTo("a=/ünd;so + b= c=");
    }

    @Test
    void aParameterThatIsGivenTwiceIsNotCalledMissing() {
        assertThat(caller.get("/storage/folder?userId=u&userId=u").json().get("violations"))
                .hasSize(1);
    }

    @Test
    void s13_aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() throws IOException {
        assertThat(raw("POST /storage/file?userId=u&filepath=/a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Length: 200000000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("CON12102");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Host: y"
            })
    void s13_ambiguousFramingGetsNoAnswerAtAll(String fields) throws IOException {
        assertThat(raw("GET /health/live HTTP/1.1\r\nHost: x\r\n" + fields
                        + "\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n"))
                .isEmpty();
    }

    @Test
    void s13_headsAreBounded() throws IOException {
        assertThat(raw("GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ", "CON12117");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .contains(" 431 ", "CON12116");
        assertThat(raw("nonsense\r\n\r\n")).contains(" 400 ", "CON12118");
    }

    @Test
    void s11_callersShowTheTokenWhereThereIsOne() {
        Caller guarded = new Caller(GUARDED.url());
        Caller.Reply refused = guarded.get(folder("NOT_FOUND"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(guarded.send("GET", folder("NOT_FOUND"), null, "Authorization", "Bearer wrong")
                        .status())
                .isEqualTo(401);
        String basic = java.util.Base64.getEncoder().encodeToString("any:tök en".getBytes(StandardCharsets.UTF_8));
        assertThat(guarded.send("GET", folder("NOT_FOUND"), null, "Authorization", "Basic " + basic)
                        .status())
                .isEqualTo(404);
        for (String open : List.of("/health/live", "/health/ready", "/metrics", "/ui", "/openapi")) {
            assertThat(guarded.get(open).status()).isEqualTo(200);
        }
    }

    @Test
    void s11_pagesOfOtherOriginsMayNotCall() throws IOException {
        assertThat(raw("GET /storage/folder?userId=u HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains(" 403 ", "CON10005");
        Caller.Reply refused = caller.send("GET", folder("NOT_FOUND"), null, "Origin", "https://evil.example");
        assertThat(refused.json().get("code").asString()).isEqualTo("CON10005");
        Caller.Reply own = caller.send(
                "GET", folder("NOT_FOUND"), null, "Origin", CONNECTOR.url().toString());
        assertThat(own.status()).isEqualTo(404);
    }

    @Test
    void operatorsSeeHowItIs() {
        caller.get(folder("NOT_FOUND"));
        assertThat(caller.get("/health/live").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(caller.get("/health/ready").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(caller.get("/metrics").text())
                .contains(
                        "connector_requests_seconds_count{operation=\"listFolder\",status=\"404\"}",
                        "connector_bytes_total{direction=\"sent\"}",
                        "connector_third_party_failures_total{code=\"CON20404\"}");
    }

    @Test
    void s10_theDocumentsCanBeBrowsed() {
        Caller.Reply page = caller.get("/ui");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        for (String asset : List.of("page.js", "page.css", "swagger-ui.css", "swagger-ui-bundle.js")) {
            assertThat(caller.get("/ui/" + asset).status()).isEqualTo(200);
        }
        assertThat(caller.get("/ui/..%2Fpage.html").status()).isEqualTo(404);
        assertThat(caller.get("/openapi")
                        .json()
                        .get("documents")
                        .get(0)
                        .get("url")
                        .asString())
                .isEqualTo("/openapi/file-storage.yaml");
        assertThat(caller.get("/openapi/file-storage.yaml").text()).startsWith("openapi: 3.1.0");
        assertThat(caller.get("/openapi.json").json().get("paths").has("/file")).isTrue();
    }
}
