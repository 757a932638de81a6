package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.connector.OutgoingUrls;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileConnectorTest {
    private final TestServer server = TestServer.shared();
    private final Api api = VaultCallers.connector(server);
    private final String name = VaultCallers.newName();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vendor.example/token",
                "http://127.0.0.1/token",
                "https://127.0.0.1/token",
                "https://localhost/token",
                "https://x.localhost/token",
                "https://[::1]/token",
                "https://[::ffff:127.0.0.1]/token",
                "https://2130706433/token",
                "https://0x7f.1/token",
                "https://0177.0.0.1/token",
                "https://169.254.169.254/latest/meta-data",
                "https://[fe80::1]/token",
                "https://[fd00:ec2::254]/token",
                "https://10.0.0.1/token",
                "https://172.16.0.1/token",
                "https://192.168.1.1/token",
                "https://100.64.0.1/token",
                "https://0.0.0.0/token",
                "https://[64:ff9b::10.0.0.1]/token",
                "https://224.0.0.1/token",
                "https://user:pass@vendor.example/token",
                "https://vendor.example/token#fragment",
                "file:///etc/passwd",
                "gopher://vendor.example/",
                "https:///token",
                "https://vendor.example:99999999999/token",
                "//vendor.example/token",
                "token"
            })
    void s18_urlsThatWouldNotBeCalledAreRefusedAtRegistration(String url) {
        for (String member : List.of("refresh_url", "revoke_url", "authorize_url")) {
            String body = VaultCallers.oauthService(name)
                    .replaceFirst("\\{", "{\"revoke_url\":\"https://vendor.example/revoke\",")
                    .replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + url + "\"");

            Answer refused = api.post("/token-storage/service", body).expect(400);

            assertThat(refused.json().at("/violations/0/pointer").asString()).isEqualTo("/" + member);
        }
    }

    @Test
    void s18_loopbackIsAllowedWhereItIsSwitchedOn() {
        OutgoingUrls urls = new OutgoingUrls(true);

        assertThat(urls.problem("http://127.0.0.1:8080/token")).isEmpty();
        assertThat(urls.problem("http://[::1]/token")).isEmpty();
        assertThat(urls.problem("http://localhost:1/token")).isEmpty();
        assertThat(urls.problem("http://vendor.example/token")).isPresent();
        assertThat(urls.problem("http://10.0.0.1/token")).isPresent();
        assertThat(urls.problem("https://10.0.0.1/token")).isPresent();
    }

    @Test
    void anAuthorizeUrlWithAnEncodedQueryIsUnderstood() {
        String body = VaultCallers.oauthService(name)
                .replace("example/authorize", "example/authorize%3Fredirect_uri=https://a.example/b&client_id=c");

        api.post("/token-storage/service", body).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "../x",
                "a b",
                "a\\u0000b",
                "a\\u202eb\\n",
                "12345",
                "a%2fb",
                "a\\\\b",
                "\\ud800",
                "\\u00a0"
            })
    void namesThatCouldNotBeAddressedAreRefused(String odd) {
        api.post("/token-storage/service", VaultCallers.oauthService("X").replace("\"X\"", "\"" + odd + "\""))
                .expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port-ümläut-",
                "port-'; drop table connector; --",
                "port_%25",
                "<script>",
                "日本語-",
                "a.b~c!@$&()*+,;=:"
            })
    void oddNamesAreNamesLikeAnyOther(String odd) {
        String service = (odd + name).replace(" ", "").replace("%", "");

        api.post("/token-storage/service", VaultCallers.oauthService("X").replace("\"X\"", Json.text(service)))
                .expect(200);

        String path = "/token-storage/service/" + dev.gatehouse.api.PathSegment.of(service);
        assertThat(api.get(path).expect(200).json().at("/data/servicename").asString())
                .isEqualTo(service.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void s13_whatIsTooLargeOrMalformedIsRefused() {
        api.post("/token-storage/service", "{\"x\":\"" + "x".repeat(300_000) + "\"}")
                .expect(413);
        api.post("/token-storage/service", "[]").expect(400);
        api.post("/token-storage/service", "{\"type\":\"OAuth2Service\"}").expect(400);
        api.post("/token-storage/service", "{\"type\":\"Evil\",\"data\":{}}").expect(400);
        api.post("/token-storage/service", "{" + "\"a\":{".repeat(100) + "}".repeat(101))
                .expect(400);
        api.post("/token-storage/user/u/token", "{\"access_token\":\"" + "x".repeat(70_000) + "\",\"service\":\"x\"}")
                .expect(400);
        api.post("/token-storage/user/u/token", VaultCallers.oauthToken(name, "a", "b", "soon"))
                .expect(400);
        api.post("/token-storage/user", "{\"username\":\"a/b\"}").expect(400);
    }

    @Test
    void s15_ofManyWhoRegisterANameAtOnceOneWins() throws Exception {
        List<Api> callers = IntStream.range(0, 8)
                .mapToObj(i -> VaultCallers.connector(server))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> calls = callers.stream()
                    .<Callable<Answer>>map(
                            caller -> () -> caller.post("/token-storage/service", VaultCallers.oauthService(name)))
                    .toList();
            List<Integer> statuses = threads.invokeAll(calls).stream()
                    .map(Future::resultNow)
                    .map(Answer::status)
                    .sorted()
                    .toList();
            assertThat(statuses)
                    .startsWith(200)
                    .endsWith(409)
                    .filteredOn(status -> status == 200)
                    .hasSize(1);
        }
    }

    @Test
    void s15_ofManyTokensForOneConnectionOneIsStored() throws Exception {
        api.post("/token-storage/service", VaultCallers.oauthService(name)).expect(200);
        String user = VaultCallers.newUser();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> calls = IntStream.range(0, 8)
                    .<Callable<Answer>>mapToObj(i -> () ->
                            api.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "token-" + i)))
                    .toList();
            Map<Boolean, List<Integer>> statuses = threads.invokeAll(calls).stream()
                    .map(Future::resultNow)
                    .map(Answer::status)
                    .collect(java.util.stream.Collectors.partitioningBy(status -> status < 300));
            assertThat(statuses.get(true)).hasSize(1);
            assertThat(statuses.get(false)).containsOnly(409);
        }
    }
}
