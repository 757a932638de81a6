package dev.gatehouse.store.embedded;

import java.util.List;

/**
 * The unpacked programs together with the user they run as. Immutable.
 *
 * @param installation where they are
 * @param user as whom they run
 */
record PostgresPrograms(PostgresInstallation installation, ServerUser user) {
    List<String> command(String program, String... arguments) {
        return user.command(installation.program(program), arguments);
    }
}
