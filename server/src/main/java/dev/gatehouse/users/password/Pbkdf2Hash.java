package dev.gatehouse.users.password;

import dev.gatehouse.crypto.ConstantTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018 section 5.2) as others write it: {@code $pbkdf2-sha256$i=310000,l=32$salt$hash} in the PHC string form,
 * {@code $pbkdf2-sha256$29000$salt$hash} in passlib's, {@code pbkdf2_sha256$870000$salt$hash} in Django's, whose salt is
 * text.
 *
 * @param digest SHA1, SHA256 or SHA512
 */
record Pbkdf2Hash(String digest, int iterations, byte[] salt, byte[] hash) implements PasswordHash {
    private static final String HASH = "([A-Za-z0-9+/.]{22,86}={0,2})";
    private static final Pattern CRYPT_FORM = Pattern.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?"
            + "\\$(?:i=)?(\\d{1,9})(?:,l=\\d{1,3})?\\$([A-Za-z0-9+/.]{2,172}={0,2})\\$" + HASH);
    private static final Pattern DJANGO_FORM =
            Pattern.compile("pbkdf2_(sha1|sha256|sha512)\\$(\\d{1,9})\\$([^$]{1,128})\\$" + HASH);
    private static final Map<String, Integer> DIGEST_BYTES = Map.of("SHA1", 20, "SHA256", 32, "SHA512", 64);

    /** A few seconds; a hash longer than the digest takes the iterations once more. */
    private static final long MAX_ITERATIONS = 2_000_000;

    static Optional<Pbkdf2Hash> parse(String text) {
        Matcher crypt = CRYPT_FORM.matcher(text);
        if (crypt.matches()) {
            return Base64Text.decode(crypt.group(3)).flatMap(salt -> of(crypt, salt));
        }
        Matcher django = DJANGO_FORM.matcher(text);
        return django.matches() ? of(django, django.group(3).getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static Optional<Pbkdf2Hash> of(Matcher form, byte[] salt) {
        String digest = form.group(1) == null ? "SHA1" : form.group(1).toUpperCase(Locale.ROOT);
        int iterations = Integer.parseInt(form.group(2));
        return Base64Text.decode(form.group(4))
                .map(hash -> new Pbkdf2Hash(digest, iterations, salt, hash))
                .filter(Pbkdf2Hash::isBounded);
    }

    private boolean isBounded() {
        int length = DIGEST_BYTES.getOrDefault(digest, 64);
        long blocks = (hash.length + length - 1) / length;
        return iterations > 0 && iterations * blocks <= MAX_ITERATIONS;
    }

    @Override
    public boolean matches(byte[] password) {
        char[] characters = new String(password, StandardCharsets.UTF_8).toCharArray();
        PBEKeySpec wanted = new PBEKeySpec(characters, salt, iterations, hash.length * 8);
        try {
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest)
                    .generateSecret(wanted)
                    .getEncoded();
            return ConstantTime.equal(hash, derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with " + digest, e);
        } finally {
            wanted.clearPassword();
        }
    }
}
