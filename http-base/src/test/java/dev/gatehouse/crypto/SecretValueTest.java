package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretValueTest {
    private record Holder(String name, SecretValue secret) {}

    @Test
    void s9_aRecordWithASecretShowsItInJsonAloneAndNotInText() {
        SecretValue secret = SecretValue.generate();
        Holder holder = new Holder("x", secret);

        assertThat(secret.reveal()).hasSize(43);
        assertThat(holder.toString()).doesNotContain(secret.reveal());
        assertThat(Json.text(holder)).isEqualTo("{\"name\":\"x\",\"secret\":\"" + secret.reveal() + "\"}");
    }

    @Test
    void whatIsKeptOfASecretMatchesItAlone() {
        SecretValue secret = SecretValue.generate("ABCD", 8);

        assertThat(secret.reveal()).matches("[ABCD]{8}");
        assertThat(SecretValue.of(secret.reveal()).matches(secret.hash())).isTrue();
        assertThat(SecretValue.generate().matches(secret.hash())).isFalse();
        assertThat(secret.matches(null)).isFalse();
    }

    /** RFC 4231 section 4.3, and FIPS 180-2 appendix B.1. */
    @Test
    void hashesAsTheStandardsHaveIt() {
        assertThat(HexFormat.of().formatHex(Sha256.hmac("Jefe", "what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(HexFormat.of().formatHex(Sha256.of("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
