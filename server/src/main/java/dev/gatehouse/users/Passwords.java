package dev.gatehouse.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id in the PHC string form. Thread-safe; at most as many at once as there are processors,
 * since each takes 19 MiB.
 */
public final class Passwords {
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore AT_ONCE = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private static final String PREFIX =
            "$argon2id$v=19$m=" + MEMORY_KIBIBYTES + ",t=" + ITERATIONS + ",p=" + LANES + "$";

    /** A hash that no password gives, checked where there is no user so that it takes as long. */
    static final String NOBODYS = PREFIX + "A".repeat(22) + "$" + "A".repeat(43);

    private Passwords() {}

    /** The hash to keep. */
    public static String hash(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + base64.encodeToString(salt) + "$" + base64.encodeToString(derive(password, salt));
    }

    /** Whether the password gives the hash; compared in constant time. */
    public static boolean matches(String password, String hash) {
        if (!hash.startsWith(PREFIX)) {
            return false;
        }
        String[] parts = hash.substring(PREFIX.length()).split("\\$", 2);
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        byte[] expected = Base64.getDecoder().decode(parts[1]);
        return MessageDigest.isEqual(expected, derive(password, salt));
    }

    private static byte[] derive(String password, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIBIBYTES)
                .withIterations(ITERATIONS)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        byte[] derived = new byte[LENGTH];
        AT_ONCE.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
        } finally {
            AT_ONCE.release();
        }
        return derived;
    }
}
