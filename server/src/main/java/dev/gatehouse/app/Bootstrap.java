package dev.gatehouse.app;

import dev.gatehouse.api.Json;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.keys.PrivateFile;
import dev.gatehouse.store.AdvisoryLock;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.PersonName;
import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The first administrator and the first client, made once per database and told in {@code bootstrap.json}.
 *
 * <p>The file is written before the transaction commits: a crash in between leaves a file that the next start replaces,
 * never a database that nobody can enter.
 */
public final class Bootstrap {
    private static final String ADMINISTRATOR = "admin";

    private final Jdbi jdbi;
    private final Users users;
    private final Clients clients;
    private final Clock clock;

    public Bootstrap(Jdbi jdbi, Users users, Clients clients, Clock clock) {
        this.jdbi = jdbi;
        this.users = users;
        this.clients = clients;
        this.clock = clock;
    }

    /** @throws StartupException when the file cannot be written */
    public void run(Path file, Addresses addresses) {
        if (jdbi.withHandle(users::areThereAny)) {
            return;
        }
        jdbi.useTransaction(handle -> {
            AdvisoryLock.take(handle, "gatehouse bootstrap");
            create(handle, file, addresses);
        });
    }

    private void create(Handle handle, Path file, Addresses addresses) {
        Instant now = Times.now(clock);
        String password = SecretValue.generate().reveal();
        User administrator = new User(
                ADMINISTRATOR,
                "admin",
                new PersonName(null, null),
                "admin@localhost",
                null,
                "",
                true,
                new Timestamps(now, now));
        if (!users.createFirst(handle, administrator, password)) {
            return;
        }
        SecretValue secret = SecretValue.generate();
        Client client = Client.service(
                UUID.randomUUID().toString(), "Bootstrap", ADMINISTRATOR, String.join(" ", SystemScopes.ALL));
        clients.create(handle, client, secret);
        write(file, addresses, client.clientId(), secret, password);
    }

    private static void write(Path file, Addresses addresses, String clientId, SecretValue secret, String password) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("adminUrl", addresses.admin().toString());
        members.put("publicUrl", addresses.open().toString());
        members.put("issuer", addresses.issuer().toString());
        members.put("clientId", clientId);
        members.put("clientSecret", secret.reveal());
        members.put("username", ADMINISTRATOR);
        members.put("password", password);
        try {
            PrivateFile.write(file, Json.text(members) + "\n");
        } catch (IOException e) {
            throw new StartupException("The file " + file + " cannot be written: " + e.getMessage());
        }
    }
}
