package dev.gatehouse.clients;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.api.Json;
import java.text.ParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A client's public keys (RFC 7517), with which it signs its assertions. */
public final class ClientKeys {
    private static final int MAX_COUNT = 10;
    private static final int LEAST_RSA_BITS = 2048;

    private ClientKeys() {}

    /** The keys of a client; none where it has none. */
    public static JWKSet of(Client client) {
        if (client.jwks() == null) {
            return new JWKSet();
        }
        try {
            return JWKSet.parse(Json.text(client.jwks()));
        } catch (ParseException e) {
            throw new IllegalStateException("the stored keys of client " + client.clientId() + " are not readable", e);
        }
    }

    /** What is wrong with the keys, in words; empty when nothing is. */
    static Optional<String> problem(JsonNode jwks) {
        JWKSet keys;
        try {
            keys = JWKSet.parse(Json.text(jwks));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.of("is not a JWK set (RFC 7517)");
        }
        if (keys.isEmpty() || keys.size() > MAX_COUNT) {
            return Optional.of("has " + keys.size() + " keys; send 1 to " + MAX_COUNT);
        }
        return keys.getKeys().stream()
                .map(ClientKeys::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a signature made with a key that was not registered itself, but fetched, is believed. */
    public static boolean isUsable(JWK key) {
        return problem(key).isEmpty();
    }

    private static Optional<String> problem(JWK key) {
        if (key.isPrivate()) {
            return Optional.of("holds a private or symmetric key; send public keys only");
        }
        boolean signs = KeyType.EC.equals(key.getKeyType())
                || KeyType.RSA.equals(key.getKeyType())
                || key instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve());
        if (!signs) {
            return Optional.of("holds a key of the type " + key.getKeyType() + "; send EC, RSA or Ed25519 keys");
        }
        return key instanceof RSAKey rsa && rsa.size() < LEAST_RSA_BITS
                ? Optional.of("holds an RSA key of " + rsa.size() + " bits; send at least " + LEAST_RSA_BITS)
                : Optional.empty();
    }

    /** The keys as they are stored: what the library understood of them. */
    static JsonNode normal(JsonNode jwks) {
        try {
            return Json.read(JWKSet.parse(Json.text(jwks)).toString(true), JsonNode.class);
        } catch (ParseException e) {
            throw new IllegalStateException("the keys were checked before", e);
        }
    }
}
