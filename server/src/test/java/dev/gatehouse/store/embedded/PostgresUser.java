package dev.gatehouse.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lets tests run what refuses to run as root, as the embedded PostgreSQL is run. Immutable. */
public final class PostgresUser {
    private final ServerUser user;

    /**
     * Chooses one.
     *
     * @param directory the user's from now on
     * @param postgres the program
     */
    public PostgresUser(Path directory, Path postgres) throws IOException {
        user = ServerUser.forNewCluster(directory, postgres);
    }

    /** How that user starts a program. */
    public List<String> command(Path program, String... arguments) {
        return user.command(program, arguments);
    }
}
