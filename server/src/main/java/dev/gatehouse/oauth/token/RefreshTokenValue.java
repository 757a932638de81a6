package dev.gatehouse.oauth.token;

import dev.gatehouse.crypto.RandomBytes;
import dev.gatehouse.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A refresh token: the id of its family and 256 random bits, opaque to clients. Immutable; its text form is hidden.
 */
public final class RefreshTokenValue {
    private static final int ID_BYTES = 16;
    private static final int LENGTH = 64;
    private static final byte[] SEAL = "gatehouse refresh token successor".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private RefreshTokenValue(byte[] bytes) {
        this.bytes = bytes;
    }

    public static RefreshTokenValue random(UUID family) {
        return of(family, RandomBytes.of(Sha256.BYTES));
    }

    /** Empty where the text cannot be a refresh token of ours. */
    public static Optional<RefreshTokenValue> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RefreshTokenValue(Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public UUID family() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** What the database keeps of it. */
    public byte[] hash() {
        return Sha256.of(bytes);
    }

    /**
     * The successor's secret, readable with this token alone: it is covered with a pad that follows from this token and
     * is used once, since a token has one successor.
     */
    byte[] seal(RefreshTokenValue successor) {
        return covered(java.util.Arrays.copyOfRange(successor.bytes, ID_BYTES, successor.bytes.length));
    }

    /** The successor that was sealed with this token. */
    RefreshTokenValue unseal(byte[] sealed) {
        return of(family(), covered(sealed));
    }

    private byte[] covered(byte[] secret) {
        byte[] pad = Sha256.hmac(bytes, SEAL);
        byte[] covered = new byte[Sha256.BYTES];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = (byte) (secret[i] ^ pad[i]);
        }
        return covered;
    }

    /** The token itself, for the client. */
    public String reveal() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static RefreshTokenValue of(UUID family, byte[] secret) {
        ByteBuffer buffer = ByteBuffer.allocate(ID_BYTES + Sha256.BYTES);
        buffer.putLong(family.getMostSignificantBits())
                .putLong(family.getLeastSignificantBits())
                .put(secret);
        return new RefreshTokenValue(buffer.array());
    }

    @Override
    public String toString() {
        return "RefreshTokenValue[hidden]";
    }
}
