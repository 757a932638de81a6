package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** By which names the server knows those who called lately, by digests of what they showed. Bounded; thread-safe. */
final class RecentNames {
    private static final int MAX_COUNT = 10_000;
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_COUNT;
        }
    };

    private record Known(String name, long since) {}

    String of(Credential credential, Supplier<String> otherwise) {
        String key = digest(credential instanceof Credential.None ? "" : credential.authorization());
        Known remembered = find(key);
        if (remembered != null && System.nanoTime() - remembered.since() < KEPT_NANOS) {
            return remembered.name();
        }
        String name = otherwise.get();
        keep(key, new Known(name, System.nanoTime()));
        return name;
    }

    private synchronized @Nullable Known find(String key) {
        return known.get(key);
    }

    private synchronized void keep(String key, Known name) {
        known.put(key, name);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
