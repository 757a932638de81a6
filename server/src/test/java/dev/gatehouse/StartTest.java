package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The first start, later starts, and what stops a start. */
class StartTest {
    @Test
    void theFirstStartTellsItsCredentialsToTheOwnerOfTheFileAlone() throws Exception {
        try (TestServer server = TestServer.start(TestDatabase.create(), TestServer.newDirectory(), Map.of())) {
            Path file = server.data().resolve("bootstrap.json");
            JsonNode bootstrap = server.bootstrap();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(server.data().resolve("master.key"))))
                    .isEqualTo("rw-------");
            assertThat(bootstrap.propertyNames())
                    .containsExactly(
                            "adminUrl", "publicUrl", "issuer", "clientId", "clientSecret", "username", "password");
            assertThat(bootstrap.get("adminUrl").asString())
                    .isEqualTo(server.adminUrl().toString());
            server.administrator().get("/oauth2/user/admin").expect(200);
        }
    }

    @Test
    void laterStartsKeepWhatIsThereAndWriteNoFile() throws Exception {
        DatabaseAddress database = TestDatabase.create();
        Path data = TestServer.newDirectory();
        JsonNode bootstrap;
        String token;
        Map<String, String> issuer = Map.of("GATEHOUSE_ISSUER", "https://id.example.org");
        try (TestServer first = TestServer.start(database, data, issuer)) {
            bootstrap = first.bootstrap();
            token = first.administrator().token();
            first.administrator()
                    .post(
                            "/oauth2/service",
                            "{\"serviceId\":\"kept\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}")
                    .expect(200);
        }
        Files.delete(data.resolve("bootstrap.json"));

        try (TestServer second = TestServer.start(database, data, issuer)) {
            assertThat(data.resolve("bootstrap.json")).doesNotExist();
            second.admin().withToken(token).get("/oauth2/service/kept").expect(200);
            second.token(
                    bootstrap.get("clientId").asString(),
                    bootstrap.get("clientSecret").asString());
        }
    }

    @Test
    void theFileTellsWhereTheServerAnswersNow() throws Exception {
        DatabaseAddress database = TestDatabase.create();
        Path data = TestServer.newDirectory();
        ObjectNode first;
        try (TestServer server = TestServer.start(database, data, Map.of())) {
            first = (ObjectNode) server.bootstrap();
        }

        try (TestServer server = TestServer.start(database, data, Map.of())) {
            assertThat(server.adminUrl())
                    .isNotEqualTo(URI.create(first.get("adminUrl").asString()));
            assertThat(server.bootstrap())
                    .isEqualTo(first.put("adminUrl", server.adminUrl().toString())
                            .put("publicUrl", server.publicUrl().toString())
                            .put("issuer", server.publicUrl().toString()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("bootstrap.json"))))
                    .isEqualTo("rw-------");
            server.administrator().get("/oauth2/user/admin").expect(200);
        }
    }

    @Test
    void aFileOfAnotherInstallationStaysAsItIs() throws Exception {
        DatabaseAddress database = TestDatabase.create();
        Path data = TestServer.newDirectory();
        TestServer.start(database, data, Map.of()).close();

        for (String others :
                List.of("{\"adminUrl\":\"http://localhost:1\",\"clientId\":\"nobody\"}", "{\"clientId\":", "7")) {
            Files.writeString(data.resolve("bootstrap.json"), others);
            TestServer.start(database, data, Map.of()).close();

            assertThat(data.resolve("bootstrap.json")).hasContent(others);
        }
    }

    @Test
    void nothingIsToldBeforeThePortsAreHeld() throws Exception {
        DatabaseAddress database = TestDatabase.create();
        Path data = TestServer.newDirectory();
        Path nothing = Files.writeString(data.resolve("nothing.pem"), "no certificate");
        Map<String, String> settings = Map.of(
                "GATEHOUSE_PUBLIC_TLS_CERTIFICATE", nothing.toString(), "GATEHOUSE_PUBLIC_TLS_KEY", nothing.toString());

        assertThatThrownBy(() -> TestServer.start(database, data, settings))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("public listener");
        assertThat(data.resolve("bootstrap.json")).doesNotExist();

        try (TestServer server = TestServer.start(database, data, Map.of())) {
            server.administrator().get("/oauth2/user/admin").expect(200);
        }
    }

    @Test
    void s16_aMasterKeyThatOthersCanReadIsRefused() throws Exception {
        Path file = TestServer.newDirectory().resolve("master.key");
        MasterKey.create(file);
        assertThat(MasterKey.read(file)).isPresent();

        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-", "rwx-----x")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> MasterKey.read(file))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(open)
                    .hasMessageEndingWith("run: chmod 600 " + file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(MasterKey.read(file)).isPresent();
    }

    @Test
    void theWrongMasterKeyIsRefused() {
        DatabaseAddress database = TestDatabase.create();
        TestServer.start(database, TestServer.newDirectory(), Map.of()).close();

        Path elsewhere = TestServer.newDirectory();
        assertThatThrownBy(() -> TestServer.start(database, elsewhere, Map.of()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("GATEHOUSE_MASTER_KEY_FILE");

        TestServer other = TestServer.start(Map.of());
        other.close();
        String wrong = other.data().resolve("master.key").toString();
        assertThatThrownBy(() -> TestServer.start(database, elsewhere, Map.of("GATEHOUSE_MASTER_KEY_FILE", wrong)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("not the one this database was made with");
    }

    @Test
    void aPortInUseIsToldBeforeAnythingElseStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = TestServer.newDirectory();

            assertThatThrownBy(() -> TestServer.start(
                            TestDatabase.create(),
                            data,
                            Map.of("GATEHOUSE_ADMIN_PORT", Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("admin listener")
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
            assertThat(data.resolve("master.key")).doesNotExist();
        }
    }

    @Test
    void aDatabaseThatIsAwayStopsTheStart() throws Exception {
        int closed = FreePort.next();

        assertThatThrownBy(() -> TestServer.start(Map.of(
                        "GATEHOUSE_DATABASE_URL", "postgresql://someone:hidden@127.0.0.1:" + closed + "/gatehouse")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("127.0.0.1")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
    }
}
