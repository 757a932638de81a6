package dev.gatehouse.users.password;

import dev.gatehouse.crypto.ConstantTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * bcrypt in the form of crypt(3): {@code $2b$12$} and 53 characters of salt and hash. For passwords the three versions are
 * one; a password counts with its first 72 bytes, as it did where the hash was made.
 *
 * @param cost the number of rounds is two to its power
 */
record BcryptHash(int cost, byte[] salt, byte[] hash) implements PasswordHash {
    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
    private static final int MIN_COST = 4;

    /** A few seconds. */
    private static final int MAX_COST = 15;

    private static final int MAX_PASSWORD = 72;

    static Optional<BcryptHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int cost = Integer.parseInt(form.group(1));
        return cost < MIN_COST || cost > MAX_COST
                ? Optional.empty()
                : Base64Text.decodeBcrypt(form.group(2))
                        .flatMap(salt ->
                                Base64Text.decodeBcrypt(form.group(3)).map(hash -> new BcryptHash(cost, salt, hash)));
    }

    @Override
    public boolean matches(byte[] password) {
        byte[] key = Arrays.copyOf(password, Math.min(password.length, MAX_PASSWORD));
        byte[] derived = BCrypt.generate(key, salt, cost, true); // a zero byte ends it where there is room for one
        return ConstantTime.equal(hash, Arrays.copyOf(derived, hash.length)); // the last byte was never kept
    }
}
