package dev.gatehouse.app;

import dev.gatehouse.api.Timestamps;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.AdvisoryLock;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.Contact;
import dev.gatehouse.users.Person;
import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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

    /**
     * Tells in the file where the server answers; with credentials at the first start.
     *
     * @param addresses which the server has already, since whoever reads the file sends credentials there
     * @throws dev.gatehouse.config.StartupException when the file cannot be written at the first start
     */
    public void run(Path path, Addresses addresses) {
        BootstrapFile file = new BootstrapFile(path);
        if (jdbi.withHandle(users::areThereAny)) {
            file.tell(addresses, clientId -> clients.find(clientId).isPresent());
            return;
        }
        jdbi.useTransaction(handle -> {
            AdvisoryLock.take(handle, "gatehouse bootstrap");
            create(handle, file, addresses);
        });
    }

    private void create(Handle handle, BootstrapFile file, Addresses addresses) {
        Instant now = Times.now(clock);
        String password = SecretValue.generate().reveal();
        User administrator = new User(
                ADMINISTRATOR,
                "admin",
                Person.UNKNOWN,
                Contact.of("admin@localhost"),
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
        file.write(addresses, new BootstrapFile.Credentials(client.clientId(), secret, ADMINISTRATOR, password));
    }
}
