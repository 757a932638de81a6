package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback that nobody listens at, below those that the system and our servers give to whoever asks for any, and each
 * given once: a test beside this one cannot come upon them between now and their use, while they are closed, or after it.
 */
public final class FreePort {
    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_000;
    /** Here those begin that a server of ours takes where it is told no port. */
    private static final int USUAL_END = 20_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final int MAX_ATTEMPTS = 100;

    private FreePort() {}

    /** A port that nothing listens at, and nothing will but who was told of it. */
    public static int next() {
        try (ServerSocket socket = listen()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens at such a port; once it is closed, nobody else does. */
    public static ServerSocket listen() throws IOException {
        int end = end();
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            try {
                if (!GIVEN.add(port)) {
                    continue;
                }
                return new ServerSocket(port, 1000, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                if (attempt == MAX_ATTEMPTS) throw e;
            }
        }
    }

    private static int end() throws IOException {
        if (!Files.isReadable(RANGE)) return USUAL_END;
        int first = Integer.parseInt(Files.readString(RANGE).trim().split("\\s+")[0]);
        return first > LOWEST + 1000 ? Math.min(first, USUAL_END) : USUAL_END;
    }
}
