package dev.gatehouse.users.password;

import java.util.Optional;
import java.util.stream.Stream;

/** A password's hash in one of the forms that are understood; each says itself how it was made. Immutable. */
sealed interface PasswordHash permits Argon2Hash, BcryptHash, Pbkdf2Hash {
    /** Empty for another form, and for one that asks for more memory or time than a sign-in may take. */
    static Optional<PasswordHash> parse(String text) {
        return Stream.of(Argon2Hash.parse(text), BcryptHash.parse(text), Pbkdf2Hash.parse(text))
                .flatMap(Optional::stream)
                .map(PasswordHash.class::cast)
                .findFirst();
    }

    /** Whether the password, in UTF-8, gives the hash; compared in constant time. */
    boolean matches(byte[] password);

    /** How much memory that takes. */
    default int kibibytes() {
        return 0;
    }

    /** Whether passwords are easier to guess from it than from one that {@link Passwords} makes now. */
    default boolean isWeak() {
        return true;
    }
}
