package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Route;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Another site has the victim's browser send our forms, filled in with what the attacker's own pages held. */
class FormForgeryTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String victimId = server.newUser();
    private final Visitor victim = people.signedIn(victimId);
    private final String attackerId = server.newUser();
    private final Visitor attacker = people.signedIn(attackerId);
    private final WebClient client = WebClient.register(server, "public", List.of("authorization_code", GRANT), "a");

    private void forged(String path, Answer attackersPage, Map<String, String> more) {
        forged(path, attackersPage, more, answer -> answer.expect(403));
    }

    /** @param met what the victim then sees */
    private void forged(String path, Answer attackersPage, Map<String, String> more, Consumer<Answer> met) {
        Map<String, String> fields = new LinkedHashMap<>(Visitor.hidden(attackersPage));
        fields.putAll(more);
        met.accept(victim.post(path, fields));
        fields.remove("form_token");
        met.accept(victim.post(path, fields));
        fields.put("form_token", "");
        met.accept(victim.post(path, fields));
    }

    private int rows(String table) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from " + table + " where user_id = ?")
                        .bind(0, victimId)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void s10_nobodyIsSignedInAsTheAttacker() {
        Answer login = new Visitor(server.publicUrl()).get("/login");
        Visitor fresh = new Visitor(server.publicUrl());
        Map<String, String> fields = new LinkedHashMap<>(Visitor.hidden(login));
        fields.putAll(Map.of("username", attackerId, "password", People.PASSWORD));

        fresh.post("/login", fields).expect(403);
        forged(
                "/login",
                login,
                Map.of("username", attackerId, "password", People.PASSWORD),
                answer -> assertThat(answer.expect(303).header("Location")).isEqualTo("/account"));

        assertThat(fresh.cookie("gatehouse-session")).isNull();
        assertThat(victim.get("/account").text()).contains(victimId).doesNotContain(attackerId);
    }

    @Test
    void s10_nothingIsAllowedInTheNameOfTheVictim() {
        Answer consent = attacker.get(client.url("scope", "a")).expect(200);

        forged(
                "/consent",
                consent,
                Map.of("decision", "allow"),
                answer -> assertThat(answer.expect(200).text()).contains(victimId));

        assertThat(rows("consent")).isZero();
        assertThat(rows("authorization_code")).isZero();
    }

    @Test
    void s10_noDeviceIsConnected() {
        String userCode = client.post("/oauth2/device_authorization", Map.of("scope", "a"))
                .json()
                .get("user_code")
                .asString();
        Answer asked = attacker.submit(attacker.get("/device"), Map.of("user_code", userCode));

        forged("/device", asked, Map.of("decision", "allow", "user_code", userCode));

        assertThat(rows("device_authorization")).isZero();
    }

    @Test
    void s10_noSessionOrConsentIsTakenBackAndNobodyIsSignedOut() {
        victim.submit(victim.get(client.url("scope", "a")), Map.of("decision", "allow"))
                .expect(303);
        Answer account = attacker.get("/account");

        forged("/account/consent", account, Map.of("client_id", client.id()));
        forged("/account/session", account, Map.of("session_id", "x"));
        forged("/logout", attacker.get("/logout"), Map.of("decision", "leave"));
        forged("/password", account, Map.of("password", "battery staple", "again", "battery staple"));

        assertThat(rows("consent")).isEqualTo(1);
        assertThat(victim.get("/account").text()).contains("Your account");
    }

    @Test
    void s10_noPagesFormIsTakenWithoutItsToken() {
        Visitor visitor = people.signedIn(server.newUser());
        List<Route> forms = server.gatehouse().publicRoutes().stream()
                .filter(route ->
                        route.method().equals("POST") && route.protection().isOpen())
                .filter(route -> route.options().sharing() == CrossOrigin.Sharing.LISTED
                        && !route.path().equals("/oauth2/code"))
                .toList();

        assertThat(forms).hasSizeGreaterThan(5);
        for (Route form : forms) {
            String path = form.path().replaceAll("\\{[A-Za-z]+}", "nobody");
            Answer answer = visitor.post(path, Map.of());
            assertThat(answer.status()).as(path).isBetween(400, 499);
        }
    }

    @Test
    void s10_aFormOfBeforeSigningInIsWorthNothingAfterwards() {
        Visitor visitor = new Visitor(server.publicUrl());
        Answer before = visitor.get("/login");
        visitor.signIn(before, victimId, People.PASSWORD).expect(303);

        visitor.post(
                        "/logout",
                        Map.of(
                                "decision",
                                "leave",
                                "form_token",
                                Visitor.hidden(before).get("form_token")))
                .expect(403);
    }

    @Test
    void s10_aSessionThatWasPlantedIsReplacedWhenSomebodySignsIn() {
        String planted = attacker.cookie("gatehouse-session");
        Answer login = server.open().get("/login", "Cookie", "gatehouse-session=" + planted + "x");
        String form = login.headers().allValues("Set-Cookie").getFirst().split(";")[0];
        Map<String, String> fields = new LinkedHashMap<>(Visitor.hidden(login));
        fields.putAll(Map.of("username", victimId, "password", People.PASSWORD));

        Answer signedIn = server.open()
                .send(
                        "POST",
                        "/login",
                        Visitor.encoded(fields),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        form + "; gatehouse-session=" + planted + "x")
                .expect(303);

        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("gatehouse-session="))
                .singleElement()
                .asString()
                .doesNotContain(planted);
        assertThat(attacker.get("/account").text()).contains(attackerId).doesNotContain(victimId);
    }
}
