package dev.gatehouse.http.crash;

import dev.gatehouse.http.ServerProcess;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Two processes on one database. Whoever calls asks either of them, as behind a load balancer. Thread-safe. */
final class TwoProcesses implements AutoCloseable {
    private final DatabaseAddress database = TestDatabase.createEmpty();
    private final Path directory;
    private final Map<String, String> settings;
    private final List<ServerProcess> processes = new CopyOnWriteArrayList<>();
    private final String token;

    /**
     * Starts both.
     *
     * @param directory for what they keep
     */
    TwoProcesses(Path directory, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        processes.add(start(0));
        processes.add(start(1));
        token = processes.getFirst().token();
    }

    private ServerProcess start(int which) throws IOException {
        Path data = Files.createDirectories(directory.resolve("process-" + which));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("GATEHOUSE_DATABASE_URL", TestServer.url(database));
        environment.put("GATEHOUSE_DATABASE_POOL_SIZE", "8");
        environment.put(
                "GATEHOUSE_MASTER_KEY_FILE", directory.resolve("master.key").toString());
        environment.put("GATEHOUSE_ISSUER", "https://id.example.org");
        return ServerProcess.start(data, new ServerProcess.Options(ServerProcess.Options.SMALL, 0, 0, environment));
    }

    /** Changes something in their database. */
    void sql(String statement) throws SQLException {
        try (Connection connection = TestDatabase.connect(database);
                Statement once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    /** Kills one in the middle of whatever it does. */
    void kill(int which) throws InterruptedException {
        processes.get(which).kill();
    }

    /** Starts one that was killed. */
    void startAgain(int which) throws IOException {
        processes.get(which).close();
        processes.set(which, start(which));
    }

    /** What one of them answers to its administrator; empty where it is killed before it does. */
    Optional<Answer> ask(Function<Api, Answer> request) {
        ServerProcess any = processes.get(ThreadLocalRandom.current().nextInt(processes.size()));
        try {
            return Optional.of(request.apply(new Api(any.admin()).withToken(token)));
        } catch (AssertionError e) {
            if (e.getCause() instanceof IOException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The same of one that is not killed. */
    Answer answer(Function<Api, Answer> request) {
        return ask(request).orElseThrow();
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
