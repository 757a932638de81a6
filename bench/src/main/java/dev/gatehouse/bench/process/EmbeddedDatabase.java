package dev.gatehouse.bench.process;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL of a data directory, reached past its server. Thread-safe. */
public final class EmbeddedDatabase {
    public static final String ROLE = "gatehouse";

    private final Path data;

    EmbeddedDatabase(Path data) {
        this.data = data;
    }

    public int port() throws IOException {
        return Integer.parseInt(postmasterFile().get(3).strip());
    }

    public String password() throws IOException {
        return Files.readString(data.resolve("postgresql.password")).strip();
    }

    /** Its main process, if it runs. */
    public Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(Long.parseLong(postmasterFile().getFirst().strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void execute(String... statements) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row. */
    public String query(String sql) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection(address(), ROLE, password());
    }

    private String address() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + ROLE;
    }

    /** As the setting {@code database-url} names it. */
    String url() throws IOException {
        return address() + "?user=" + ROLE + "&password=" + URLEncoder.encode(password(), StandardCharsets.UTF_8);
    }

    private List<String> postmasterFile() throws IOException {
        return Files.readAllLines(data.resolve("postgresql").resolve("postmaster.pid"));
    }
}
