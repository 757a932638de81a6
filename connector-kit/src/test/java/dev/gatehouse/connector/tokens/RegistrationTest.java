package dev.gatehouse.connector.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connector.MemoryStorage;
import dev.gatehouse.connector.OAuth2Service;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.settings.ConnectorSetting;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Before a connector serves, the token storage knows it. */
class RegistrationTest {
    private final String name = StorageFixture.newName();
    private final TestServer.Registered client = StorageFixture.client();

    private Connector connector() {
        return Connector.named(name)
                .oauth2(new OAuth2Service(
                                "https://vendor.example/authorize", "https://vendor.example/token", "id", "s3cret")
                        .revokedAt("https://vendor.example/revoke"))
                .implementing(new MemoryStorage())
                .displayName("Memory")
                .description("Forgets everything");
    }

    private static void refused(Connector connector, String... words) {
        assertThatThrownBy(connector::start)
                .isInstanceOf(ConnectorStartException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("s3cret"));
    }

    @Test
    void theServiceIsRegisteredWithAllThatWasSaidAboutIt() {
        try (RunningConnector running = StorageFixture.of(connector(), client).start()) {
            JsonNode service = StorageFixture.api(client)
                    .get("/token-storage/service/" + name)
                    .expect(200)
                    .json();
            assertThat(service.get("type").asString()).isEqualTo("OAuth2Service");
            assertThat(service.get("data").toString())
                    .contains("vendor.example/authorize", "vendor.example/revoke", "fileStorage", "Memory", "Forgets");
            assertThat(running.name()).isEqualTo(name);
        }
    }

    @Test
    void itMayRegisterAgain() {
        StorageFixture.of(connector(), client).start().close();
        StorageFixture.of(connector(), client).start().close();
    }

    @Test
    void aNameThatAnotherClientRegisteredIsRefused() {
        StorageFixture.of(connector(), client).start().close();
        refused(
                StorageFixture.of(connector(), StorageFixture.client()),
                "The name " + name + " is taken",
                "another name");
    }

    @Test
    void aClientWithoutTheScopeIsToldWhichItNeeds() {
        refused(StorageFixture.of(connector(), StorageFixture.client("token-storage.r")), "token-storage.w");
    }

    @Test
    void s9_anUnknownClientIsToldSoWithoutItsSecret() {
        TestServer.Registered unknown = new TestServer.Registered("nobody", "s3cret");
        refused(
                StorageFixture.of(connector(), unknown),
                "does not know this connector",
                "CENTRAL_SERVICE_TOKEN_STORAGE");
    }

    @Test
    void aUrlThatWouldNotBeCalledIsNamed() {
        Connector local = Connector.named(name)
                .oauth2(new OAuth2Service("http://10.0.0.1/a", "https://vendor.example/t", "id", "s3cret"))
                .implementing(new MemoryStorage());
        refused(StorageFixture.of(local, client), "/authorize_url");
    }

    @Test
    void itWaitsForATokenStorageThatIsAway() throws Exception {
        int port = FreePort.next();
        CompletableFuture<RunningConnector> starting =
                CompletableFuture.supplyAsync(() -> StorageFixture.of(connector(), client)
                        .with(ConnectorSetting.TOKEN_STORAGE, StorageFixture.url(client, port))
                        .start());
        assertThatThrownBy(() -> starting.get(800, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(new InetSocketAddress("127.0.0.1", port));
            Thread.startVirtualThread(() -> forward(listener));
            starting.get(30, TimeUnit.SECONDS).close();
        }
    }

    private static void forward(ServerSocket listener) {
        try {
            while (true) {
                Socket one = listener.accept();
                Socket other = new Socket("127.0.0.1", StorageFixture.adminPort());
                copy(one, other);
                copy(other, one);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        Thread.startVirtualThread(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One side left.
            }
        });
    }

    @Test
    void itDoesNotWaitForEver() throws IOException {
        int port = FreePort.next();
        refused(
                StorageFixture.of(connector(), client)
                        .with(ConnectorSetting.TOKEN_STORAGE, StorageFixture.url(client, port))
                        .with(ConnectorSetting.REGISTER_SECONDS, "1"),
                "does not register " + name,
                "was tried");
    }
}
