package dev.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import dev.gatehouse.store.embedded.Standby;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An address that leads to a primary, to its standby, and to the standby after it became the primary. */
class StandbyTest {
    private static final EmbeddedPostgres.Options OPTIONS =
            new EmbeddedPostgres.Options(false, TestDatabase.installations(), 60);

    @TempDir
    private Path primaryData;

    @TempDir
    private Path standbyData;

    private final Path data = TestServer.newDirectory();
    private EmbeddedPostgres primary;
    private Standby standby;
    private DatabaseLink link;
    private TestServer server;
    private Api administrator;

    @BeforeEach
    void start() throws IOException {
        PreparedCluster.into(primaryData);
        // It has what the first start wrote.
        try (EmbeddedPostgres before = EmbeddedPostgres.start(primaryData, OPTIONS)) {
            TestServer.start(before.address(), data, Map.of()).close();
        }
        standby = new Standby(primaryData, standbyData, OPTIONS.mostConnections());
        primary = EmbeddedPostgres.start(primaryData, OPTIONS);
        link = new DatabaseLink(primary.address());
        server = TestServer.start(link.address(), data, DatabaseLink.NOTICED);
        administrator = server.administrator();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        link.close();
        primary.close();
        standby.close();
    }

    private static int port(DatabaseAddress address) {
        Matcher port = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(address.jdbcUrl());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private Answer register(String id) {
        return administrator.post(
                "/oauth2/service",
                "{\"serviceId\":\"" + id + "\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}");
    }

    private static boolean holds(DatabaseAddress address, String id) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("select from service where service_id = '" + id + "'")
                    .next();
        }
    }

    private static boolean hasChangeFeed(DatabaseAddress address) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("select from pg_stat_activity where application_name = 'gatehouse change feed'")
                    .next();
        }
    }

    private static void endChangeFeed(DatabaseAddress address) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'gatehouse change feed'");
        }
    }

    private String ready(String member) {
        return server.admin().get("/health/ready").json().path(member).asString("");
    }

    @Test
    void s31_aStandbyIsNeitherReadNorTakenForReady() {
        register("before").expect(200);

        link.leadTo(standby.port());
        link.drop();

        await().until(() -> ready("databaseFault").equals("READ_ONLY"));
        server.admin().get("/health/ready").expect(503);
        Answer read = administrator.get("/oauth2/service/before");
        read.expectError(503, "ERR12250", "DATABASE_READ_ONLY");
        assertThat(read.header("Retry-After")).isNotNull();
        register("meanwhile").expectError(503, "ERR12250", "DATABASE_READ_ONLY");

        link.leadTo(port(primary.address()));
        await().until(() -> server.admin().get("/health/ready").status() == 200);
        await().until(() -> register("after").status() == 200);
        administrator.get("/oauth2/service/before").expect(200);
    }

    @Test
    void s31_ofSeveralHostsThePrimaryIsUsed() {
        String both = standby.address()
                .jdbcUrl()
                .replace(":" + standby.port(), ":" + standby.port() + ",127.0.0.1:" + port(primary.address()));
        DatabaseAddress address = DatabaseAddress.parse(both + "&user="
                + primary.address().user() + "&password=" + primary.address().password());
        try (Database database = TestDatabase.open(address, 2)) {
            assertThat(database.fault()).isEmpty();
        }
        assertThatThrownBy(() -> TestDatabase.open(standby.address(), 1))
                .isInstanceOf(StartupException.class)
                .hasMessageEndingWith("cannot be used: the server is a standby");
    }

    @Test
    void s31_feedAndPoolGoToThePromotedServerTogetherAndNotBack() throws Exception {
        standby.promote();
        link.leadTo(standby.port());
        endChangeFeed(primary.address());
        await().until(() -> hasChangeFeed(standby.address())); // before that, nobody has noticed anything
        await().until(() -> ready("changeFeed").equals("UP"));

        await().until(() -> register("moved").status() == 200);
        assertThat(holds(standby.address(), "moved")).isTrue();
        assertThat(holds(primary.address(), "moved")).isFalse();

        link.leadTo(port(primary.address()));
        endChangeFeed(standby.address());
        await().until(() -> ready("changeFeed").equals("DOWN"));
        register("stays").expect(200);
        assertThat(holds(standby.address(), "stays")).isTrue();

        link.leadTo(standby.port());
        await().until(() -> ready("changeFeed").equals("UP"));
    }
}
