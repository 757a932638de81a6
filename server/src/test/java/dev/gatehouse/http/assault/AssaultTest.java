package dev.gatehouse.http.assault;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process with a small heap outlives everything a client can do without a token, and serves others meanwhile. */
@EnabledOnOs(OS.LINUX)
class AssaultTest {
    @TempDir
    private static Path data;

    private static AttackedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AttackedServer.plain(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void s28_othersAreServedThroughout(Assault assault) throws Exception {
        server.outlives(assault);
    }
}
