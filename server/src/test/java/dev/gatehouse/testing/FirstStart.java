package dev.gatehouse.testing;

import dev.gatehouse.api.Json;
import dev.gatehouse.app.Addresses;
import dev.gatehouse.app.Bootstrap;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.users.Users;
import dev.gatehouse.users.password.PasswordRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first administrator and the first client, made once for all servers of tests: a password is slow to derive. Each
 * server still makes its own keys. Thread-safe.
 */
final class FirstStart {
    private static final class Made {
        static final FirstStart ONCE = new FirstStart();
    }

    private final DatabaseAddress template = TestDatabase.create();
    private final JsonNode credentials;

    private FirstStart() {
        Path file = TestServer.newDirectory().resolve("bootstrap.json");
        URI nowhere = URI.create("http://localhost");
        Addresses addresses = new Addresses(null, nowhere, nowhere, nowhere);
        try (Database database = TestDatabase.open(template, 1)) {
            Jdbi jdbi = database.jdbi();
            Clock clock = Clock.systemUTC();
            new Bootstrap(jdbi, new Users(jdbi, clock, PasswordRules.shipped()), new Clients(jdbi, clock), clock)
                    .run(file, addresses);
            credentials = Json.read(Files.readString(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database in which they are. */
    static DatabaseAddress database() {
        return TestDatabase.copyOf(Made.ONCE.template);
    }

    /** Tells their credentials as the first start of this server would have. */
    static void tell(Path data, URI admin, URI open, URI issuer) {
        ObjectNode members = (ObjectNode) Made.ONCE.credentials.deepCopy();
        members.put("adminUrl", admin.toString());
        members.put("publicUrl", open.toString());
        members.put("issuer", issuer.toString());
        try {
            Files.writeString(data.resolve("bootstrap.json"), Json.text(members));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
