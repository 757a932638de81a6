package dev.gatehouse.database.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.database.failover.Load.Callers;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.VaultCallers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The primary of a synchronous pair under Patroni is killed, crashes, or freezes and goes on later, while two processes are
 * loaded: one knows both servers by its URL, the other HAProxy.
 */
class FailoverTest {
    private static final Duration SOON = Duration.ofMillis(100);
    private static final int CHANGES = 10;

    /** From a commit to who hears of it: the server's process that wrote, the one that tells, our thread that hears. */
    private static final int WAKE_UPS = 3;

    /** As an operator has them, but for tokens that outlive all failovers and for what tests wait longer for. */
    private static final Map<String, String> SETTINGS = Map.of(
            "GATEHOUSE_ISSUER", "https://id.example.org",
            "GATEHOUSE_DATABASE_WAIT_SECONDS", "3",
            "GATEHOUSE_ACCESS_TOKEN_SECONDS", "86400",
            "GATEHOUSE_VAULT_ASSUMED_TOKEN_SECONDS", "31536000");

    private static final String SERVICE =
            "{\"serviceId\":\"shared\",\"serviceType\":\"openapi\",\"serviceName\":\"%s\",\"scope\":\"\"}";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private static final FailoverReport REPORT = new FailoverReport();
    private static final List<TestServer> SERVERS = new ArrayList<>();
    private static DatabasePair pair;
    private static List<Callers> processes;

    @BeforeAll
    static void start() throws Exception {
        pair = new DatabasePair(directory);
        Path data = TestServer.newDirectory();
        for (DatabaseAddress address : List.of(pair.addressOfBoth(), pair.addressOfProxy())) {
            SERVERS.add(TestServer.start(address, data, SETTINGS));
        }
        TestServer first = SERVERS.getFirst();
        String administrator = first.administrator().token();
        TestServer.Registered client = first.newClient("admin", VaultCallers.SCOPES);
        String name = VaultCallers.newName();
        processes = SERVERS.stream()
                .map(server -> Callers.at(server, administrator, client, name))
                .toList();
        processes
                .getFirst()
                .connector()
                .post("/token-storage/service", VaultCallers.oauthService(name))
                .expect(200);
    }

    @AfterAll
    static void stop() throws Exception {
        SERVERS.forEach(TestServer::close);
        if (pair != null) {
            pair.close();
        }
        REPORT.write();
    }

    @ParameterizedTest
    @EnumSource
    void s31_aFailoverLosesNothingAndShowsNothingStale(Fault fault) throws Exception {
        for (int round = 0; round < fault.rounds(); round++) {
            failOver(fault);
        }
    }

    private void failOver(Fault fault) throws Exception {
        pair.awaitComplete();
        String good = Callers.token(processes.getFirst().newToken());
        List<String> revoked = revokedEverywhere();
        List<Load> loads = new ArrayList<>();
        Duration promoted;
        try {
            processes.forEach(process -> loads.add(new Load(process, good, revoked)));
            loads.forEach(Load::awaitSome);
            DatabaseMember primary = pair.awaitPrimary();
            long begin = System.nanoTime();
            fault.strike(primary);
            pair.awaitPrimaryBeside(primary);
            promoted = Duration.ofNanos(System.nanoTime() - begin);
            loads.forEach(Load::awaitWrite);
            expectNothingStale();
            fault.mend(primary);
            pair.awaitComplete();
            loads.forEach(Load::awaitSome);
        } finally {
            loads.forEach(Load::close);
        }
        loads.forEach(load -> assertThat(load.acknowledged().wrong()).isEmpty());
        expectNothingLost(loads);
        REPORT.add(fault, "both hosts in the URL", promoted, loads.getFirst().acknowledged());
        REPORT.add(fault, "HAProxy", promoted, loads.getLast().acknowledged());
    }

    /** Tokens that were good, of which both processes know that they are no more. */
    private static List<String> revokedEverywhere() {
        List<String> tokens = Stream.of(processes.getFirst(), processes.getLast())
                .map(process -> Callers.token(process.newToken()))
                .toList();
        for (String token : tokens) {
            processes.forEach(process -> assertThat(process.isActive(token)).isTrue());
            processes.getFirst().revoke(token).expect(200);
            processes.forEach(process -> await().until(() -> !process.isActive(token)));
        }
        return tokens;
    }

    /** What is written at one is read at the other a tenth of a second later, as far as the machine wakes up who waits. */
    private static void expectNothingStale() throws Exception {
        Api here = processes.getFirst().administrator();
        Api there = processes.getLast().administrator();
        try (Lateness lateness = new Lateness()) {
            for (int change = 0; change < CHANGES; change++) {
                Duration stale = change % 2 == 0 ? staleness(here, there) : staleness(there, here);
                assertThat(stale).isLessThan(SOON.plus(lateness.worst().multipliedBy(WAKE_UPS)));
            }
        }
    }

    private static Duration staleness(Api writer, Api reader) {
        String name = "named at " + System.nanoTime();
        await().until(() -> writer.get("/oauth2/service/shared").status() == 200
                ? writer.put("/oauth2/service", SERVICE.formatted(name)).status() == 200
                : writer.post("/oauth2/service", SERVICE.formatted(name)).status() == 200);
        long acknowledged = System.nanoTime();
        long lastStale = acknowledged;
        while (true) {
            long asked = System.nanoTime();
            Answer read = reader.get("/oauth2/service/shared");
            if (read.status() == 200
                    && read.json().get("serviceName").asString().equals(name)) {
                return Duration.ofNanos(lastStale - acknowledged);
            }
            lastStale = read.status() == 503 ? lastStale : asked;
        }
    }

    private static void expectNothingLost(List<Load> loads) {
        for (Callers process : processes) {
            List<String> services = allServices(process.administrator());
            loads.forEach(load -> load.expectAllThere(process, services));
        }
    }

    private static List<String> allServices(Api administrator) {
        List<String> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode entries = administrator
                    .get("/oauth2/service?pageSize=1000&page=" + page)
                    .expect(200)
                    .json();
            if (entries.isEmpty()) {
                return all;
            }
            entries.forEach(entry -> all.add(entry.get("serviceId").asString()));
        }
    }
}
