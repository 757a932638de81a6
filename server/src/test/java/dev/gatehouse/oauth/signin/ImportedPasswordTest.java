package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People whose passwords were hashed by another system, or by us with less. */
class ImportedPasswordTest {
    private static final String BCRYPT = "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2";

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();

    private void setHash(String hash, String beside) {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update users set password_hash = ? " + beside + " where user_id = ?", hash, user));
    }

    private String hash() {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select password_hash from users where user_id = ?")
                        .bind(0, user)
                        .mapTo(String.class)
                        .one());
    }

    private Visitor signedIn() {
        Visitor visitor = new Visitor(server.publicUrl());
        visitor.signIn(visitor.get("/login"), user, People.PASSWORD).expect(303);
        return visitor;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BCRYPT,
                "$2y$06$XajjQvNhvvRt5GSeFk1xFez8/Z9fRv01/HmEl1aFrmZITtEWvpv8y",
                "pbkdf2_sha256$87000$5lLyf1Rn0gC2$9WZX8rY322uM/xNVIK59R1PcwQlr3LFs8EmaaIzF4pI=",
                "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$y5nE41FP/R2/UmxDUlEQsFP4Nx.Xu.w8mgq1Jg6CG.g"
            })
    void s8_thePasswordWorksAndIsHashedAnewInTheSameSignIn(String imported) {
        setHash(imported, "");

        Visitor visitor = signedIn();

        String ours = hash();
        assertThat(ours).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(visitor.get("/account").text()).contains("Your account");
        signedIn();
        assertThat(hash()).isEqualTo(ours);
    }

    /** Another password ends sessions; this one is the same. */
    @Test
    void s10_hashingAnewEndsNoSession() {
        Visitor before = signedIn();
        setHash(BCRYPT, ", password_rehashed = now()");

        signedIn();

        assertThat(hash()).startsWith("$argon2id$");
        assertThat(before.get("/account").text()).contains("Your account");
    }

    @Test
    void aWrongPasswordLeavesTheHashAsItIs() {
        setHash(BCRYPT, "");
        Visitor visitor = new Visitor(server.publicUrl());

        visitor.signIn(visitor.get("/login"), user, "wrong horse").expect(422);

        assertThat(hash()).isEqualTo(BCRYPT);
    }

    @Test
    void whoKnowsThePasswordMayChangeIt() {
        setHash(BCRYPT, "");

        server.as(server.newUser(), "oauth.user.w")
                .post("/oauth2/password/" + user, """
                        {"password":"correct horse","newPassword":"battery staple","newPasswordConfirm":"battery staple"}
                        """)
                .expect(204);

        assertThat(hash()).startsWith("$argon2id$");
    }
}
