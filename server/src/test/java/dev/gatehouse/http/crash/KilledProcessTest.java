package dev.gatehouse.http.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.events.Receiver;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Soak;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two processes that are loaded, and killed in turn, while the other one goes on. */
class KilledProcessTest {
    private static final int KILLS = Soak.rounds(2, 100);
    private static final int WRITERS = 2;
    private static final int MOST_WRITES = Soak.rounds(20, 40);
    private static final List<String> REFRESHED =
            IntStream.range(0, 4).mapToObj(i -> "refreshed-" + i).toList();
    private static final Map<String, String> SETTINGS =
            Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true", "GATEHOUSE_VAULT_VENDOR_SECONDS", "120");
    private static final String SERVICE =
            "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}";

    @TempDir
    private Path directory;

    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final Set<String> connected = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> failures = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;

    /** Another thread does it again and again. */
    private void repeat(ExecutorService workers, Runnable task) {
        workers.execute(() -> {
            try {
                while (running) {
                    task.run();
                }
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        });
    }

    private void register(TwoProcesses processes) {
        String id = "s-" + UUID.randomUUID();
        processes
                .ask(admin -> admin.post("/oauth2/service", SERVICE.formatted(id)))
                .ifPresent(answer -> registered.add(
                        answer.expect(200).json().get("serviceId").asString()));
    }

    private void connect(StrictVendor vendor) {
        String user = "u-" + UUID.randomUUID();
        if (vendor.connect(user)) {
            connected.add(user);
        }
    }

    @Test
    void s20_whatWasAcknowledgedIsKeptAndToldAndNoTokenIsUsedTwiceWhoeverIsKilled() throws Exception {
        try (TwoProcesses processes = new TwoProcesses(directory, SETTINGS);
                StrictVendor vendor = new StrictVendor(processes);
                Receiver receiver = new Receiver()) {
            processes
                    .answer(admin -> admin.post("/webhook", "{\"url\":\"" + receiver.url() + "\"}"))
                    .expect(201);
            REFRESHED.forEach(user -> assertThat(vendor.connect(user)).isTrue());
            try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
                load(workers, processes, vendor);
                killInTurn(processes, vendor);
                running = false;
            }
            assertThat(failures).isEmpty();

            assertThat(services(processes)).containsAll(registered);
            REFRESHED.forEach(user -> expectRefreshed(vendor, user));
            assertThat(vendor.reuses())
                    .as("tokens shown twice, of %s refreshes", vendor.refreshes())
                    .isEqualTo(vendor.lost());
            endClaims(processes);
            await().untilAsserted(() -> assertThat(told(receiver)).containsAll(connected));
        } finally {
            running = false;
        }
    }

    private void load(ExecutorService workers, TwoProcesses processes, StrictVendor vendor) {
        for (int writer = 0; writer < WRITERS; writer++) {
            repeat(workers, () -> register(processes));
            repeat(workers, () -> connect(vendor));
        }
        REFRESHED.forEach(user -> repeat(workers, () -> vendor.refresh(user)));
    }

    /** After so many writes that it is another moment each time. */
    private void killInTurn(TwoProcesses processes, StrictVendor vendor) throws Exception {
        for (int kill = 0; kill < KILLS && failures.isEmpty(); kill++) {
            int most = ThreadLocalRandom.current().nextInt(1, MOST_WRITES);
            int services = registered.size();
            int people = connected.size();
            int refreshes = vendor.refreshes();
            await().until(() -> !failures.isEmpty()
                    || registered.size() > services + most
                            && connected.size() > people + most
                            && vendor.refreshes() > refreshes + most);
            processes.kill(kill % 2);
            processes.startAgain(kill % 2);
            endLeases(processes);
        }
    }

    private static void expectRefreshed(StrictVendor vendor, String user) {
        int before = vendor.refreshes();
        await().until(() -> {
            vendor.refresh(user);
            return vendor.refreshes() > before;
        });
        assertThat(vendor.isGood(user)).isTrue();
    }

    private static Set<String> services(TwoProcesses processes) {
        Set<String> all = new HashSet<>();
        for (int page = 1; ; page++) {
            String path = "/oauth2/service?pageSize=1000&page=" + page;
            Answer answer = processes.answer(admin -> admin.get(path));
            JsonNode entries = answer.expect(200).json();
            if (entries.isEmpty()) {
                return all;
            }
            entries.forEach(entry -> all.add(entry.get("serviceId").asString()));
        }
    }

    /** The time is over in which the killed process could have come back to refreshes that it had begun. */
    private static void endLeases(TwoProcesses processes) throws SQLException {
        processes.sql("""
                update connection set lease_until = now()
                 where lease_until is not null and pg_try_advisory_xact_lock(hashtextextended(lease_owner::text, 0))
                """);
    }

    /** The minute is over for which a process that was killed had claimed what it was about to send. */
    private static void endClaims(TwoProcesses processes) throws SQLException {
        processes.sql("update webhook_delivery set due = now() where due is not null");
    }

    private static Set<String> told(Receiver receiver) {
        return receiver.messages().stream()
                .filter(message -> message.type().equals("connection.connected"))
                .map(message -> message.json().get("data").get("user").asString())
                .collect(Collectors.toSet());
    }
}
