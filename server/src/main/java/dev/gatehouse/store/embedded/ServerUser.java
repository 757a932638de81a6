package dev.gatehouse.store.embedded;

import com.sun.security.auth.module.UnixSystem;
import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom the programs of PostgreSQL run, because they refuse to run as root. Root runs them without its powers in a
 * user namespace of their own, or as an ordinary user where the kernel forbids namespaces. Immutable.
 *
 * @param prefix what stands before each command
 */
record ServerUser(List<String> prefix) {
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--");

    /**
     * Chooses for a new cluster, whose empty directory then belongs to that user.
     *
     * @throws StartupException where root has no way to give up its powers
     */
    static ServerUser forNewCluster(Path directory, Path postgres) throws IOException {
        if (currentUser() != 0 || works(NAMESPACE, postgres)) {
            return ownerOf(directory);
        }
        Files.setOwner(directory, unprivileged(directory.getFileSystem().getUserPrincipalLookupService()));
        ServerUser user = ownerOf(directory);
        if (works(user.prefix, postgres)) {
            return user;
        }
        throw new StartupException(
                "PostgreSQL refuses to run as root, and neither 'unshare --user' nor 'setpriv' can run " + postgres
                        + " otherwise; start Gatehouse as an ordinary user or set GATEHOUSE_DATABASE_URL");
    }

    /**
     * The user whose cluster this is.
     *
     * @throws StartupException when it is somebody else's
     */
    static ServerUser ownerOf(Path cluster) throws IOException {
        int owner = (int) Files.getAttribute(cluster, "unix:uid");
        long current = currentUser();
        if (current == 0) {
            return new ServerUser(owner == 0 ? NAMESPACE : as(owner));
        }
        if (current != owner) {
            throw new StartupException(
                    cluster + " belongs to another user (uid " + owner + "); start Gatehouse as that user");
        }
        return new ServerUser(List.of());
    }

    List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> as(int user) {
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--");
    }

    private static boolean works(List<String> prefix, Path postgres) {
        try {
            List<String> command = new ServerUser(prefix).command(postgres, "--version");
            return !Command.run(command, Path.of("/"), "").failed();
        } catch (IOException e) {
            return false;
        }
    }

    private static UserPrincipal unprivileged(UserPrincipalLookupService users) throws IOException {
        try {
            return users.lookupPrincipalByName("postgres");
        } catch (UserPrincipalNotFoundException e) {
            return users.lookupPrincipalByName("nobody");
        }
    }

    private static long currentUser() {
        return new UnixSystem().getUid();
    }
}
