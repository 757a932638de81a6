package dev.gatehouse.users.password;

import dev.gatehouse.crypto.ConstantTime;
import dev.gatehouse.crypto.RandomBytes;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 (RFC 9106) in the PHC string form: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, the last two in base64.
 *
 * @param costs what deriving it takes
 */
record Argon2Hash(Costs costs, byte[] salt, byte[] hash) implements PasswordHash {
    private static final Pattern FORM = Pattern.compile("\\$argon2(id|i|d)\\$(?:v=(16|19)\\$)?"
            + "m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,128}={0,2})\\$([A-Za-z0-9+/]{22,86}={0,2})");

    /** Of the heap, too: one hash must not be what ends the process. */
    private static final int MAX_KIBIBYTES =
            (int) Math.min(256 * 1024, Runtime.getRuntime().maxMemory() / 1024 / 4);

    /** Memory times iterations: a few seconds. */
    private static final long MAX_WORK_KIBIBYTES = 1024 * 1024;

    private static final Costs OURS = new Costs(Argon2Parameters.ARGON2_id, 19, 19 * 1024, 2, 1);
    private static final int OUR_SALT = 16;
    private static final int OUR_HASH = 32;

    /** What nobody's password gives, though it takes as long. */
    static final Argon2Hash NOBODYS = new Argon2Hash(OURS, new byte[OUR_SALT], new byte[OUR_HASH]);

    /**
     * The parameters.
     *
     * @param type and version: as {@link Argon2Parameters} numbers them
     */
    record Costs(int type, int version, int kibibytes, int iterations, int lanes) {
        private boolean isTooMuch() {
            return lanes < 1
                    || iterations < 1
                    || kibibytes < 8 * lanes
                    || kibibytes > MAX_KIBIBYTES
                    || (long) kibibytes * iterations > MAX_WORK_KIBIBYTES;
        }

        private boolean isLessThanOurs() {
            return type != OURS.type
                    || version != OURS.version
                    || kibibytes < OURS.kibibytes
                    || (long) kibibytes * iterations < (long) OURS.kibibytes * OURS.iterations;
        }

        private byte[] derive(byte[] password, byte[] salt, int length) {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(type)
                    .withVersion(version)
                    .withMemoryAsKB(kibibytes)
                    .withIterations(iterations)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            byte[] derived = new byte[length];
            generator.generateBytes(password, derived);
            return derived;
        }
    }

    /** A hash as strong as we make them now. */
    static Argon2Hash make(byte[] password) {
        byte[] salt = RandomBytes.of(OUR_SALT);
        return new Argon2Hash(OURS, salt, OURS.derive(password, salt, OUR_HASH));
    }

    static Optional<Argon2Hash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Costs costs = new Costs(
                type(form.group(1)),
                form.group(2) == null ? 16 : Integer.parseInt(form.group(2)), // the first version did not say
                Integer.parseInt(form.group(3)),
                Integer.parseInt(form.group(4)),
                Integer.parseInt(form.group(5)));
        return costs.isTooMuch()
                ? Optional.empty()
                : Base64Text.decode(form.group(6))
                        .flatMap(salt ->
                                Base64Text.decode(form.group(7)).map(hash -> new Argon2Hash(costs, salt, hash)));
    }

    private static int type(String name) {
        return switch (name) {
            case "d" -> Argon2Parameters.ARGON2_d;
            case "i" -> Argon2Parameters.ARGON2_i;
            default -> Argon2Parameters.ARGON2_id;
        };
    }

    @Override
    public boolean matches(byte[] password) {
        return ConstantTime.equal(hash, costs.derive(password, salt, hash.length));
    }

    @Override
    public int kibibytes() {
        return costs.kibibytes();
    }

    @Override
    public boolean isWeak() {
        return costs.isLessThanOurs() || salt.length < OUR_SALT || hash.length < OUR_HASH;
    }

    /** Whoever passes this on passes on what passwords can be guessed from. */
    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        costs.version(),
                        costs.kibibytes(),
                        costs.iterations(),
                        costs.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }
}
