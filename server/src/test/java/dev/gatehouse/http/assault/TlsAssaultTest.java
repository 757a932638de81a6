package dev.gatehouse.http.assault;

import dev.gatehouse.testing.Soak;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link AssaultTest}, where both listeners speak TLS; and what can be done with TLS itself. */
@EnabledOnOs(OS.LINUX)
class TlsAssaultTest {
    /** One of each kind; what is sent within TLS is at length everything. */
    private static final Set<Assault> BRIEFLY = Set.of(
            Assault.TINY_WINDOWS_ON_AN_ASSET,
            Assault.PING_FLOOD,
            Assault.SMALL_DATA,
            Assault.SLOW_READERS,
            Assault.PIPELINES,
            Assault.UNFINISHED_BODIES,
            Assault.IDLE_HTTP2);

    @TempDir
    private static Path data;

    private static AttackedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AttackedServer.tls(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Assault> assaults() {
        return Soak.rounds(1, 0) == 1 ? BRIEFLY.stream().sorted() : Stream.of(Assault.values());
    }

    @ParameterizedTest
    @MethodSource("assaults")
    void s28_othersAreServedThroughoutOverTls(Assault assault) throws Exception {
        server.outlives(assault);
    }

    /** Each asks for another in return (RFC 8446 section 4.6.3), which nobody reads. */
    @Test
    void s28_keysAreNotRenewedForEver() throws Exception {
        Assault.Act renew = socket -> {
            while (true) {
                ((SSLSocket) socket).startHandshake();
            }
        };
        server.outlives(renew, 200, () -> server.connect("TLSv1.3"));
    }

    @Test
    void s28_halfHandshakesEnd() throws Exception {
        byte[] hello = server.client().hello();
        Assault.Act begin = Assault.Act.send(hello)
                .then(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        server.outlives(begin, 5_000, () -> server.reach(server.open()));
    }
}
