package dev.gatehouse.store;

import dev.gatehouse.store.embedded.EmbeddedPostgres;
import dev.gatehouse.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;

/** A process that owns a data directory and writes row after row, telling each that was acknowledged. */
public final class OwningMain {
    private OwningMain() {}

    public static void main(String[] arguments) throws SQLException {
        var options = new EmbeddedPostgres.Options(true, TestDatabase.installations(), 20);
        var server = EmbeddedPostgres.start(Path.of(arguments[0]), options);
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
