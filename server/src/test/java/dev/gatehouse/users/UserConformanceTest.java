package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.users.password.Passwords;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People over HTTP, with real rows and real hashes. */
class UserConformanceTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String id = "person-" + UUID.randomUUID();

    private static String body(String id, String email) {
        return """
                {"userId":"%s","userType":"employee","firstName":"Ada","lastName":"L","email":"%s",
                 "password":"correct horse","passwordConfirm":"correct horse"}
                """.formatted(id, email);
    }

    private String body() {
        return body(id, id + "@example.org");
    }

    @Test
    void createsReadsUpdatesListsAndDeletesAUser() {
        Answer created = api.post("/oauth2/user", body()).expect(200);
        assertThat(created.header("Location")).isEqualTo("/oauth2/user/" + id);
        assertThat(api.get("/oauth2/user/" + id).expect(200).json()).isEqualTo(created.json());

        JsonNode updated =
                api.put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","firstName":"Grace","email":"%s@example.org"}
                        """.formatted(id, id)).expect(200).json();
        assertThat(updated.get("firstName").asString()).isEqualTo("Grace");
        assertThat(updated.has("lastName")).isFalse();
        assertThat(updated.get("createDt")).isEqualTo(created.json().get("createDt"));

        assertThat(api.get("/oauth2/user?page=1&userId=" + id).expect(200).json())
                .hasSize(1);
        api.delete("/oauth2/user/" + id).expect(204);
        api.get("/oauth2/user/" + id).expectError(404, "ERR12013", "USER_NOT_FOUND");
        api.delete("/oauth2/user/" + id).expectError(404, "ERR12013", "USER_NOT_FOUND");
        api.put("/oauth2/user", body()).expectError(404, "ERR12013", "USER_NOT_FOUND");
    }

    @Test
    void s8_passwordsAreKeptAsArgon2idAndNeverShown() {
        Answer created = api.post("/oauth2/user", body()).expect(200);

        String hash = server.jdbi()
                .withHandle(handle -> handle.createQuery("select password_hash from users where user_id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("wrong horse", hash)).isFalse();
        assertThat(created.text()).doesNotContain("horse", "argon2", "password");
        assertThat(api.get("/oauth2/audit?page=1&subject=user/" + id).text()).doesNotContain("horse", "argon2");
    }

    @Test
    void anUpdateWithoutAPasswordKeepsIt() {
        api.post("/oauth2/user", body()).expect(200);
        String before = passwordHash();

        api.put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org"}
                        """.formatted(id, id)).expect(200);
        assertThat(passwordHash()).isEqualTo(before);

        api.put("/oauth2/user", body().replace("correct horse", "battery staple"))
                .expect(200);
        assertThat(Passwords.matches("battery staple", passwordHash())).isTrue();
    }

    private String passwordHash() {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select password_hash from users where user_id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void refusesAUserThatExistsAndAnEmailThatIsTaken() {
        api.post("/oauth2/user", body()).expect(200);

        api.post("/oauth2/user", body()).expectError(400, "ERR12110", "USER_ID_EXISTS");
        api.post("/oauth2/user", body(id + "2", (id + "@EXAMPLE.org").toUpperCase(java.util.Locale.ROOT)))
                .expectError(400, "ERR12111", "EMAIL_EXISTS");
    }

    @Test
    void refusesPasswordsThatAreMissingShortOrNotConfirmed() {
        assertThat(api.post(
                                "/oauth2/user",
                                "{\"userId\":\"%s\",\"userType\":\"partner\",\"email\":\"a@b\"}".formatted(id))
                        .expectError(400, "ERR11004", "VALIDATOR_SCHEMA")
                        .description())
                .contains("/password");
        api.post("/oauth2/user", body().replaceFirst("correct horse", "other horse"))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        api.post("/oauth2/user", body().replace("correct horse", "short"))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void aUserWhoOwnsAServiceStays() {
        api.post("/oauth2/user", body()).expect(200);
        String service = "service-" + UUID.randomUUID();
        api.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"","ownerId":"%s"}
                        """.formatted(service, id)).expect(200);

        assertThat(api.delete("/oauth2/user/" + id)
                        .expectError(409, "ERR12112", "USER_IN_USE")
                        .description())
                .contains(id, "services");

        api.delete("/oauth2/service/" + service).expect(204);
        api.delete("/oauth2/user/" + id).expect(204);
    }

    private static String changed(String id, String email, String verified) {
        return "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s\"%s}".formatted(id, email, verified);
    }

    @Test
    void s12_administratorsAloneGiveRoles() {
        Api self = server.as(server.newUser(), "oauth.user.r", "oauth.user.w");
        String withRole = body().replace("\"userType\"", "\"roles\":\"approver\",\"userType\"");
        self.post("/oauth2/user", withRole).expectError(403, "ERR11620", "PERMISSION_DENIED");
        api.post("/oauth2/user", withRole).expect(200);
    }

    @Test
    void s12_administratorsAloneSayThatAnAddressIsVerified() {
        String user = server.newUser();
        Api self = server.as(user, "oauth.user.r", "oauth.user.w");
        String known = user + "@example.org";
        String yes = ",\"emailVerified\":true";
        assertThat(self.put("/oauth2/user", changed(user, known, ""))
                        .expect(200)
                        .json()
                        .has("emailVerified"))
                .isFalse();
        self.put("/oauth2/user", changed(user, known, yes)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        self.post("/oauth2/user", body().replace("\"userType\"", "\"emailVerified\":true,\"userType\""))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");

        api.put("/oauth2/user", changed(user, known, yes)).expect(200);

        self.put("/oauth2/user", changed(user, known, yes)).expect(200);
        self.put("/oauth2/user", changed(user, known, ",\"emailVerified\":false"))
                .expect(403);
        assertThat(self.put("/oauth2/user", changed(user, known, ""))
                        .json()
                        .get("emailVerified")
                        .asBoolean())
                .isTrue();
        self.put("/oauth2/user", changed(user, "other-" + known, yes)).expect(403);
        assertThat(self.put("/oauth2/user", changed(user, "other-" + known, ""))
                        .expect(200)
                        .json()
                        .get("emailVerified")
                        .asBoolean())
                .isFalse();
        self.put("/oauth2/user", changed(user, known, yes)).expect(403);
    }

    @Test
    void s12_usersChangeThemselvesAndNobodyElse() {
        String user = server.newUser();
        Api self = server.as(user, "oauth.user.r", "oauth.user.w");
        String other = server.newUser();

        self.put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","firstName":"New","email":"%s@example.org"}
                        """.formatted(user, user)).expect(200);
        self.put("/oauth2/user", """
                        {"userId":"%s","userType":"admin","email":"%s@example.org"}
                        """.formatted(user, user)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        self.put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org"}
                        """.formatted(other, other)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        self.delete("/oauth2/user/" + other).expectError(403, "ERR11620", "PERMISSION_DENIED");
        self.post("/oauth2/user", body().replace("employee", "admin"))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void readingAndWritingNeedTheirScopes() {
        server.administrator("oauth.service.r").get("/oauth2/user?page=1").expect(403);
        server.administrator("oauth.user.r").post("/oauth2/user", body()).expect(403);
        server.administrator("oauth.user.w").get("/oauth2/user/admin").expect(200);
        server.admin().get("/oauth2/user/admin").expect(401);
        api.get("/oauth2/user/a%00").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void anOutdatedEntityTagIsRefused() {
        String tag = api.post("/oauth2/user", body()).expect(200).entityTag();
        String change = body().replace("Ada", "Augusta");

        api.put("/oauth2/user", change, "If-Match", tag).expect(200);

        api.put("/oauth2/user", change, "If-Match", tag).expectError(412, "ERR12101", "PRECONDITION_FAILED");
        api.delete("/oauth2/user/" + id, "If-Match", tag).expectError(412, "ERR12101", "PRECONDITION_FAILED");
    }
}
