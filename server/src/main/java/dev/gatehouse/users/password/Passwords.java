package dev.gatehouse.users.password;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id, and verifies them by what their hashes say of themselves: Argon2 with any parameters, and
 * bcrypt and PBKDF2 of users who were brought here. Thread-safe; at most as many at once as there are processors, and fewer
 * where one takes more than the 19 MiB of ours.
 */
public final class Passwords {
    private static final int SLOTS = Runtime.getRuntime().availableProcessors();
    private static final Semaphore FREE = new Semaphore(SLOTS, true);

    private Passwords() {}

    /** The hash to keep. */
    public static String hash(String password) {
        return inTurn(Argon2Hash.NOBODYS.kibibytes(), () -> Argon2Hash.make(bytes(password)))
                .text();
    }

    /**
     * Whether the password gives the hash; compared in constant time.
     *
     * @param hash where it is empty, or cannot be verified, no password gives it, which takes as long as for one of ours
     */
    public static boolean matches(String password, String hash) {
        Optional<PasswordHash> known = PasswordHash.parse(hash);
        PasswordHash verified = known.orElse(Argon2Hash.NOBODYS);
        return inTurn(verified.kibibytes(), () -> verified.matches(bytes(password))) && known.isPresent();
    }

    /** Whether any password could give the hash: it has a form that is understood, and does not take too much. */
    public static boolean canBeVerified(String hash) {
        return PasswordHash.parse(hash).isPresent();
    }

    /** Whether passwords are easier to guess from the hash than from one that is made now. */
    public static boolean isWeak(String hash) {
        return PasswordHash.parse(hash).map(PasswordHash::isWeak).orElse(true);
    }

    private static <T> T inTurn(int kibibytes, Supplier<T> work) {
        int ours = Argon2Hash.NOBODYS.kibibytes();
        int slots = Math.clamp((kibibytes + ours - 1) / ours, 1, SLOTS);
        FREE.acquireUninterruptibly(slots);
        try {
            return work.get();
        } finally {
            FREE.release(slots);
        }
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
