package dev.gatehouse.oauth.token;

import dev.gatehouse.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The ids by which tokens are revoked: their own, and those of what they came from. Stateless. */
final class TokenIds {
    private TokenIds() {}

    /** An id for a new token. */
    static String random() {
        return UUID.randomUUID().toString();
    }

    /** The id of an origin; always the same for the same origin, and telling nothing about it. */
    static UUID ofOrigin(String origin) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of("origin/" + origin));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
