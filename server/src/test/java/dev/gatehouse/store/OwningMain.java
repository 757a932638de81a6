package dev.gatehouse.store;

import dev.gatehouse.store.embedded.EmbeddedPostgres;
import dev.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** A process that owns a data directory and writes row after row, telling each that was acknowledged. */
public final class OwningMain {
    private OwningMain() {}

    /** Starts such a process; what it tells stands on its standard output. */
    public static Process start(Path data) throws IOException {
        return start(data, "writing");
    }

    /** One that only owns the directory, and says so in a line. */
    public static Process startIdle(Path data) throws IOException {
        return start(data, "idle");
    }

    private static Process start(Path data, String how) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-Dgatehouse.root=" + System.getProperty("gatehouse.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwningMain.class.getName(),
                        data.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        var options = new EmbeddedPostgres.Options(true, TestDatabase.installations(), 20);
        var server = EmbeddedPostgres.start(Path.of(arguments[0]), options);
        if (arguments[1].equals("idle")) {
            System.out.println("started");
            new CountDownLatch(1).await();
        }
        try (var connection = TestDatabase.connect(server.address());
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists written (number bigint primary key)");
            for (long number = 1; ; number++) {
                statement.execute("insert into written values (" + number + ")");
                System.out.println(number);
            }
        }
    }
}
