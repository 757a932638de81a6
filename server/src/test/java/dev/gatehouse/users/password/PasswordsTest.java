package dev.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that other programs made: the reference implementations of Argon2, libxcrypt, Python's hashlib, passlib. */
class PasswordsTest {
    private static final String SALT_AND_HASH = "$c29tZXNhbHRzb21lc2FsdA$" + "A".repeat(43);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
                "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
                "$pbkdf2-sha256$8000$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE"
            })
    void verifiesWithWhatTheHashSaysOfItself(String hash) {
        assertThat(Passwords.matches("password", hash)).isTrue();
        assertThat(Passwords.matches("Password", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2",
                "$2b$05$abcdefghijklmnopqrstuvHNbAKRhpaujgo33bRWs.NLUTJO3lOy2", // bits of the salt that are not used
                "$2a$04$......................IBkH8pjfkDYmjZtzsiFYGYLacsaGHyW",
                "$2y$06$XajjQvNhvvRt5GSeFk1xFez8/Z9fRv01/HmEl1aFrmZITtEWvpv8y",
                "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$y5nE41FP/R2/UmxDUlEQsFP4Nx.Xu.w8mgq1Jg6CG.g",
                "$pbkdf2$131000$8PHy8/T19vf4.fr7/P3./w$aLpirbzxsdYXnvm6R8vIAzz2nYM",
                "$pbkdf2-sha512$25000$8PHy8/T19vf4.fr7/P3./w$"
                        + "8rRl9p3SgBu/VBwo1ceoXLquJarqIs.BBv3alE5fONSJua4nZF0iZCNmKSvkNeff9CA284e.53Mqc/MFTJrDcA",
                "$pbkdf2-sha256$i=31000,l=32$8PHy8/T19vf4+fr7/P3+/w$modvAf1PWKawU71oN17wqgFlOu/3TRdmezpbPg4iNmw",
                "$pbkdf2-sha512$i=21000$8PHy8/T19vf4+fr7/P3+/w==$"
                        + "7wNaC/q8Hoonxu7HHYQh8REnNQS5P2NvgNjqJ8Qb2BaLYhHFhnO6QpZWTd0J74u+bc/9W+OpM1tncpI2fWcZDQ==",
                "pbkdf2_sha256$87000$5lLyf1Rn0gC2$9WZX8rY322uM/xNVIK59R1PcwQlr3LFs8EmaaIzF4pI=",
                "pbkdf2_sha1$87000$5lLyf1Rn0gC2$cWVRh0M4uJNe4OuApWgTooVAINk="
            })
    void verifiesHashesOfOtherSystems(String hash) {
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("wrong horse", hash)).isFalse();
        assertThat(Passwords.isWeak(hash)).isTrue();
    }

    /** bcrypt takes the first 72 bytes of a password, and where there is room a zero byte after it. */
    @Test
    void aLongPasswordCountsAsItDidWhereItsHashWasMade() {
        String of72 = "$2b$04$XajjQvNhvvRt5GSeFk1xFee4hU08UPEhSBtx4WyijWjzm9SY8.FjK";
        String of71 = "$2b$04$XajjQvNhvvRt5GSeFk1xFeGUuuNjyX3kCyCIfKpbGQGO4CU2t3IRO";
        String notAscii = "$2b$04$XajjQvNhvvRt5GSeFk1xFeX2g7lIkPY6LX0NKIJVtAqsu6IV/7X6m";

        assertThat(Passwords.matches("x".repeat(80), of72)).isTrue();
        assertThat(Passwords.matches("x".repeat(72), of72)).isTrue();
        assertThat(Passwords.matches("x".repeat(71), of72)).isFalse();
        assertThat(Passwords.matches("x".repeat(71), of71)).isTrue();
        assertThat(Passwords.matches("pässwört€", notAscii)).isTrue();
    }

    @Test
    void oursIsNotWeakAndIsVerified() {
        String hash = Passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Passwords.isWeak(hash)).isFalse();
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2i$v=19$m=19456,t=2,p=1",
                "$argon2d$v=19$m=19456,t=2,p=1",
                "$argon2id$v=16$m=19456,t=2,p=1",
                "$argon2id$m=19456,t=2,p=1",
                "$argon2id$v=19$m=19455,t=3,p=1",
                "$argon2id$v=19$m=19456,t=1,p=1",
                "$argon2id$v=19$m=8,t=9999,p=1"
            })
    void argon2WithLessThanOursIsWeak(String costs) {
        assertThat(Passwords.canBeVerified(costs + SALT_AND_HASH)).isTrue();
        assertThat(Passwords.isWeak(costs + SALT_AND_HASH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=3,p=4",
                "$argon2id$v=19$m=47104,t=1,p=1",
                "$argon2id$v=19$m=19456,t=3,p=1"
            })
    void argon2WithMoreThanOursIsNot(String costs) {
        assertThat(Passwords.isWeak(costs + SALT_AND_HASH)).isFalse();
        assertThat(Passwords.isWeak(costs + "$c29tZXNhbHQ$" + "A".repeat(43))).isTrue(); // a short salt
    }

    /** Every one of them is answered about as fast as a wrong password, and none with more memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "plain",
                "$argon2id$",
                "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=999999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999999999999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=999999999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=1,p=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=1,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=20$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AA", // of a hash of one byte every 256th password is right
                "$argon2id$v=19$m=19456,t=2,p=1$not base64!$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhb$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPcAA",
                "$2b$31$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2",
                "$2b$03$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2",
                "$2x$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2",
                "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy",
                "$pbkdf2-sha256$999999999$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
                "$pbkdf2-sha256$0$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
                "$pbkdf2-md5$8000$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE",
                "pbkdf2_sha256$999999999$5lLyf1Rn0gC2$9WZX8rY322uM/xNVIK59R1PcwQlr3LFs8EmaaIzF4pI=",
                "pbkdf2_sha256$87000$$9WZX8rY322uM/xNVIK59R1PcwQlr3LFs8EmaaIzF4pI="
            })
    void s8_aHashThatIsNoneOrTakesTooMuchMatchesNothingAndCostsAsMuchAsOurs(String hash) {
        assertThat(Passwords.canBeVerified(hash)).isFalse();
        Assertions.assertTimeout(
                Duration.ofMinutes(1),
                () -> assertThat(Passwords.matches("password", hash)).isFalse());
    }
}
