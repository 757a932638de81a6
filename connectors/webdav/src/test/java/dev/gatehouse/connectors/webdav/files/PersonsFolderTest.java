package dev.gatehouse.connectors.webdav.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.Scripted;
import dev.gatehouse.connectors.webdav.ScriptedServer;
import dev.gatehouse.connectors.webdav.settings.Layout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The paths of ownCloud and Nextcloud. */
class PersonsFolderTest {
    private static final Account ALICE =
            new Account("alice at home", new Credential.Password("alice@example.org", "secret"));

    private static Scripted server(Layout layout, String whoAmI) {
        return Scripted.at(
                ScriptedServer.start((request, body, out) ->
                        out.write((request.requestLine().startsWith("PROPFIND /remote.php/dav/ ")
                                        ? whoAmI
                                        : MultiStatus.of("/x/"))
                                .getBytes(StandardCharsets.UTF_8))),
                layout,
                Duration.ofSeconds(20));
    }

    private static String principal(String property) {
        return MultiStatus.answer("""
                <d:multistatus xmlns:d="DAV:"><d:response><d:href>/remote.php/dav/</d:href><d:propstat><d:prop>%s</d:prop>\
                <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>""".formatted(property));
    }

    private static List<String> asked(Scripted scripted) {
        return scripted.server().asked().stream()
                .map(asked -> asked.requestLine().split(" ")[1])
                .toList();
    }

    @Test
    void hasTheNameInItThatTheServerTells() throws Exception {
        try (Scripted scripted = server(
                Layout.NEXTCLOUD,
                principal("<d:current-user-principal><d:href>/remote.php/dav/principals/users/u%204711/</d:href>"
                        + "</d:current-user-principal>"))) {
            scripted.storage().list(ALICE, FilePath.root());
            scripted.storage().list(ALICE, FilePath.root());

            assertThat(asked(scripted))
                    .containsExactly(
                            "/remote.php/dav/", "/remote.php/dav/files/u%204711/", "/remote.php/dav/files/u%204711/");
        }
    }

    @Test
    void isAskedForAnewForEveryCredential() throws Exception {
        try (Scripted scripted = server(Layout.OWNCLOUD, principal(""))) {
            scripted.storage().list(ALICE, FilePath.root());
            scripted.storage().list(new Account("bob", new Credential.BearerToken("b")), FilePath.root());

            assertThat(asked(scripted))
                    .containsExactly(
                            "/remote.php/dav/",
                            "/remote.php/dav/files/alice%40example.org/",
                            "/remote.php/dav/",
                            "/remote.php/dav/files/bob/");
        }
    }

    @Test
    void ofTheOlderPathIsEverybodysOwn() throws Exception {
        try (Scripted scripted = server(Layout.LEGACY, "")) {
            scripted.storage().list(ALICE, FilePath.parse("/a b"));

            assertThat(asked(scripted)).containsExactly("/remote.php/webdav/a%20b/");
        }
    }
}
