package dev.gatehouse.http.assault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.ServerProcess;
import dev.gatehouse.http.assault.HonestClients.Question;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process with a small heap outlives everything a client can do without a token, and serves others meanwhile. */
@EnabledOnOs(OS.LINUX)
class AssaultTest {
    private static final List<String> HEAP = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
    private static final long MOST_RESIDENT_KIB = 850 * 1024;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int ANSWERS = Soak.rounds(150, 10_000);

    @TempDir
    private static Path data;

    private static ServerProcess server;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        DatabaseAddress database = TestDatabase.createEmpty();
        String url = database.jdbcUrl() + "&user=" + database.user() + "&password="
                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
        server =
                ServerProcess.start(data, new ServerProcess.Options(HEAP, 0, 0, Map.of("GATEHOUSE_DATABASE_URL", url)));
        token = server.token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void s28_othersAreServedThroughout(Assault assault) throws Exception {
        URI target = assault.isOnAdmin() ? server.admin() : server.open();
        int connections = assault.connections() / Soak.rounds(10, 1);
        try (HonestClients honest = honestClients();
                Attackers attackers = new Attackers(assault.act(), connections, target)) {
            await().until(() -> !server.isAlive()
                    || (attackers.begun() >= connections && honest.answered() >= ANSWERS && isSoon(honest)));

            assertThat(server.isAlive()).as(server.log()).isTrue();
            assertThat(honest.failures()).isEmpty();
            assertThat(resident()).isLessThan(MOST_RESIDENT_KIB);
        }
    }

    /** How soon says something at full size, on a machine that has nothing else to do. */
    private static boolean isSoon(HonestClients honest) {
        return Soak.rounds(1, 0) == 1 || honest.p99(Integer.MAX_VALUE).compareTo(SOON) < 0;
    }

    private static HonestClients honestClients() {
        return new HonestClients(List.of(
                new Question(server.admin(), "/health/live", token),
                new Question(server.open(), "/oauth2/jwks", token),
                new Question(server.admin(), "/oauth2/service?page=1", token),
                new Question(server.admin(), "/openapi/contract/registry.yaml", token)));
    }

    /** What the operating system kept in memory for the process at most, in KiB. */
    private static long resident() throws Exception {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
