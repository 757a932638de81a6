package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole server that is killed in the middle of writing, and started again on what it left behind. */
class CrashTest {
    private static final int WRITERS = 4;
    private static final String SERVICE =
            "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"a\"}";
    private static final String ENDPOINTS = "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a\"},"
            + "{\"endpoint\":\"/b@get\",\"operation\":\"b\",\"scope\":\"a\"}]";

    @TempDir
    private Path data;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledgedEndpoints = ConcurrentHashMap.newKeySet();

    /** Spares this server the unpacking of programs and the creation of a cluster, which other tests have done. */
    @BeforeEach
    void lendPrograms() throws IOException {
        PreparedCluster.into(data);
        try (Stream<Path> built = Files.list(TestDatabase.installations())) {
            for (Path programs : built.filter(CrashTest::holdsPrograms).toList()) {
                Files.createSymbolicLink(data.resolve(programs.getFileName()), programs);
            }
        }
    }

    @AfterEach
    void takeProgramsBack() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static boolean holdsPrograms(Path file) {
        return file.getFileName().toString().startsWith("postgresql-") && Files.isDirectory(file);
    }

    /** Registers service after service, noting each that was acknowledged, until the server is gone. */
    private void write(ServerProcess server, String token, String prefix) {
        try {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                expect(200, server.post(token, "/oauth2/service", SERVICE.formatted(id)));
                acknowledged.add(id);
                expect(201, server.post(token, "/oauth2/service/" + id + "/endpoint", ENDPOINTS));
                acknowledgedEndpoints.add(id);
            }
        } catch (IOException gone) {
            // That is what this test is about.
        }
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.read(answer.body(), JsonNode.class);
    }

    @Test
    void s20_whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        int kills = Soak.rounds(1, 100);
        for (int kill = 0; kill < kills; kill++) {
            writeUntilKilled(kill);
        }

        long database;
        try (ServerProcess second = ServerProcess.start(data)) {
            expectAllAcknowledged(second, kills);
            database = database();
            assertThat(ProcessHandle.of(database)).isPresent();
            assertThat(second.stop()).isZero();
        }
        awaitEnd(database);
        assertThat(processesThatName(data)).isEmpty();
    }

    @Test
    void s20_theDatabaseEndsWithAServerThatIsKilled() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            long database = database();
            server.kill();
            awaitEnd(database);
        }
        assertThat(processesThatName(data)).isEmpty();
    }

    private long database() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgresql/postmaster.pid")).getFirst());
    }

    private static void awaitEnd(long process) {
        await().until(() ->
                ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }

    private void writeUntilKilled(int round) throws Exception {
        int before = acknowledged.size();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
                ServerProcess server = ServerProcess.start(data)) {
            String token = server.token();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = "r" + round + "w" + writer + "-";
                writers.submit(() -> write(server, token, prefix));
            }
            await().until(() -> acknowledged.size() > before + 60);
            server.kill();
        }
    }

    private void expectAllAcknowledged(ServerProcess server, int kills) throws IOException {
        String token = server.token();
        Set<String> services = strings(server, token, "/oauth2/service?", "serviceId");
        Set<String> audited = strings(server, token, "/oauth2/audit?action=service.create&", "subject");

        assertThat(services).containsAll(acknowledged);
        assertThat(services.size() - acknowledged.size()).isBetween(0, WRITERS * kills);
        assertThat(audited).as("each with its audit row").isEqualTo(prefixed("service/", services));
        for (String id : acknowledgedEndpoints.stream().limit(50).toList()) {
            assertThat(expect(200, server.get(token, "/oauth2/service/" + id + "/endpoint")))
                    .hasSize(2);
        }
    }

    private static Set<String> prefixed(String prefix, Set<String> ids) {
        Set<String> all = new HashSet<>();
        ids.forEach(id -> all.add(prefix + id));
        return all;
    }

    private static Set<String> strings(ServerProcess server, String token, String list, String member)
            throws IOException {
        Set<String> all = new HashSet<>();
        for (int page = 1; ; page++) {
            JsonNode entries = expect(200, server.get(token, list + "pageSize=1000&page=" + page));
            if (entries.isEmpty()) {
                return all;
            }
            entries.forEach(entry -> all.add(entry.get(member).asString()));
        }
    }

    private static List<String> processesThatName(Path directory) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(directory.toString()))
                    .toList();
        }
    }
}
