package dev.gatehouse.vault.portservice;

import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.fuzz.Jwts;
import dev.gatehouse.fuzz.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** JWTs that integrations sign with a client's secret. */
public final class PortTokenTexts implements Reader {
    private static final String HEADER = Base64URL.encode("{\"alg\":\"HS256\"}") + ".";

    private final Jwts jwts = new Jwts();

    @Override
    public void read(byte[] sent) throws Exception {
        read(jwts.of(sent));
        read(signed(sent));
    }

    private static void read(String text) {
        ClientSignature.parse(text).ifPresent(signature -> {
            List.of("servicename", "user_id", "client_id").forEach(signature::text);
            signature.isGood("secret", Jwts.CLOCK.instant());
        });
    }

    /** With the claims alone. */
    private static String signed(byte[] sent) {
        int line = 0;
        while (line < sent.length && sent[line] != '\n') {
            line++;
        }
        byte[] claims = Arrays.copyOfRange(sent, Math.min(line + 1, sent.length), sent.length);
        String signed = HEADER + Base64URL.encode(claims);
        byte[] signature =
                Sha256.hmac("secret".getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64URL.encode(signature);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return false;
    }
}
