package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which language people are spoken to. */
class PageLanguagesTest {
    private static final String[] FRENCH = {"Accept-Language", "fr-CA, en;q=0.5"};

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "a");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private static Answer assertIn(String language, Answer page) {
        assertThat(page.text()).as(page.request()).contains("<html lang=\"" + language + "\">");
        assertThat(page.header("Content-Language")).isEqualTo(language);
        assertThat(page.headers().allValues("Vary")).contains("Accept-Language");
        return page;
    }

    @Test
    void theRequestSaysTheLanguageUntilItIsAnswered() {
        Answer login =
                assertIn("de", visitor.get(client.url("scope", "openid a", "ui_locales", "nl de-CH fr"), FRENCH));
        assertThat(login.text()).contains("Anmelden", "Benutzername").doesNotContain("Sign in");
        Answer wrong = assertIn("de", visitor.signIn(login, user, "wrong"));
        assertThat(wrong.text()).contains("Der Benutzername oder das Passwort ist nicht richtig.");
        Answer consent = assertIn("de", visitor.signIn(wrong, user, People.PASSWORD));
        assertThat(consent.text()).contains("bittet um Zugriff in Ihrem Namen", "Wissen, wer Sie sind");

        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "deny")), "error"))
                .isEqualTo("access_denied");
    }

    @Test
    void aPushedRequestSaysItToo() {
        String pushed = client.post("/oauth2/par", client.request("scope", "a", "ui_locales", "fr"))
                .expect(201)
                .json()
                .get("request_uri")
                .asString();
        String url = "/oauth2/code?client_id=" + client.id() + "&request_uri=" + Visitor.encoded(pushed);
        Answer login = assertIn("fr", visitor.get(url));

        assertThat(visitor.signIn(login, user, People.PASSWORD).text()).contains("Autoriser l’accès");
    }

    @Test
    void aBrowserSaysItOtherwise() {
        assertIn("fr", visitor.get(client.url("scope", "a"), FRENCH));
        assertIn("fr", visitor.get(client.url("scope", "a", "ui_locales", "nl"), FRENCH));
        assertThat(assertIn("fr", visitor.get("/device", FRENCH)).text()).contains("Se connecter");
        assertIn("en", visitor.get("/login"));
        assertIn("en", visitor.get("/login", "Accept-Language", "nl"));
    }

    @Test
    void errorsAreToldInTheLanguageAndKeepTheirCodes() {
        Answer unknown = visitor.get("/oauth2/code?client_id=nobody&ui_locales=de", FRENCH)
                .expect(400);
        assertThat(assertIn("de", unknown).text()).contains("Die Anwendung, die Sie hierher geschickt hat");

        Answer refused = visitor.get("/device?user_code=a&user_code=b", FRENCH).expect(400);
        assertThat(assertIn("fr", refused).text())
                .contains("Cela n’a pas fonctionné", "illisible", "lang=\"en\">ERR11010: ");

        Answer forProgram = client.post("/oauth2/par", client.request("redirect_uri", "https://other.example/"));
        assertThat(forProgram.expect(400).text()).contains("The address to return to is not one");
    }

    @Test
    void signingOutHasItsLanguageToo() {
        Visitor signedIn = new People(server).signedIn(user);
        Answer asked = assertIn("de", signedIn.get("/logout?ui_locales=de", FRENCH));

        assertThat(assertIn("de", signedIn.submit(asked, Map.of("decision", "leave")))
                        .text())
                .contains("Sie sind abgemeldet");
    }

    @Test
    void theAccountAndItsTimesAreInTheLanguage() {
        Visitor signedIn = new People(server).signedIn(user);

        assertThat(assertIn("de", signedIn.get("/account", "Accept-Language", "de"))
                        .text())
                .contains("Wo Sie angemeldet sind")
                .containsPattern("Angemeldet am \\d+\\. \\p{L}+ \\d{4}, \\d\\d:\\d\\d UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "de\"",
                "de_DE",
                "-",
                " ",
                "de long",
                "../../etc/passwd",
                "{0}",
                "\u202Ede"
            })
    void whatIsNoLanguageIsEnglish(String sent) {
        String hostile = sent.replace("long", "x".repeat(4000));
        for (String scope : List.of("a", "openid")) {
            Answer login = visitor.get(client.url("scope", scope, "ui_locales", hostile));

            assertThat(assertIn("en", login.expect(200)).text()).doesNotContain("<script>alert");
        }
        if (hostile.matches("[ -~]+")) {
            assertIn("en", visitor.get("/login", "Accept-Language", hostile));
        }
    }

    @Test
    void theMetadataNamesTheLanguages() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            assertThat(server.open()
                            .get(path)
                            .expect(200)
                            .json()
                            .get("ui_locales_supported")
                            .valueStream()
                            .map(tag -> tag.asString()))
                    .containsExactly("en", "de", "fr");
        }
    }

    @Test
    void anOperatorsFileAddsALanguage(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("nl.properties"), "sign-in.title=Inloggen <b>&</b>\nsign-in.for=naar {0}\n");
        try (TestServer other = TestServer.start(Map.of("GATEHOUSE_TEXTS_DIRECTORY", folder.toString()))) {
            WebClient asking = WebClient.confidential(other, "a");
            Answer login = new Visitor(other.publicUrl()).get(asking.url("scope", "a", "ui_locales", "nl-BE"));

            assertThat(assertIn("nl", login).text())
                    .contains("<h1>Inloggen &lt;b&gt;&amp;&lt;/b&gt;</h1>", "naar <strong>", "Password")
                    .doesNotContain("Inloggen <b>");
            assertThat(other.open().get("/.well-known/openid-configuration").text())
                    .contains("\"nl\"");
        }
    }

    @Test
    void aFileThatCannotBeUsedKeepsFromStarting(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("nl.properties"), "sign-in.titel=Inloggen\n");
        Map<String, String> settings = Map.of("GATEHOUSE_TEXTS_DIRECTORY", folder.toString());

        assertThatThrownBy(() -> TestServer.start(settings))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("nl.properties")
                .hasMessageContaining("sign-in.titel");
    }
}
