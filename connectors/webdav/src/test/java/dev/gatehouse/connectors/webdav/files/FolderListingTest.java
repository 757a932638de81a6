package dev.gatehouse.connectors.webdav.files;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.Scripted;
import dev.gatehouse.connectors.webdav.ScriptedServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The many ways in which servers write the names of files. */
class FolderListingTest {
    private static final FilePath FOLDER = FilePath.parse("/my folder/");

    private static List<String> listed(String... hrefs) throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(MultiStatus.of(hrefs)))) {
            return scripted.storage().list(ALICE, FOLDER).stream()
                    .map(FilePath::toString)
                    .toList();
        }
    }

    @Test
    void pathsAndWholeUrls() throws Exception {
        assertThat(listed("/my%20folder/", "/my%20folder/a", "http://other.example/my%20folder/b/", "/my%20folder/c/"))
                .containsExactly("/my folder/a", "/my folder/b/", "/my folder/c/");
    }

    @Test
    void percentEncodingsOfAllKinds() throws Exception {
        assertThat(listed(
                        "/my%20folder/",
                        "/my%20folder/a+b",
                        "/my%20folder/a%2Bb",
                        "/my%20folder/%e4%b8%ad",
                        "/my%20folder/%C3%A9",
                        "/my%20folder/e%CC%81",
                        "/my%20folder/100%25",
                        "/my%20folder/%252F"))
                .containsExactly(
                        "/my folder/a+b",
                        "/my folder/a+b",
                        "/my folder/中",
                        "/my folder/\u00e9",
                        "/my folder/e\u0301",
                        "/my folder/100%",
                        "/my folder/%2F");
    }

    @Test
    void whatShouldHaveBeenEncoded() throws Exception {
        assertThat(listed("/my folder/", "/my folder/grün & blau.txt".replace("&", "&amp;"), "/my folder/50% off"))
                .containsExactly("/my folder/grün & blau.txt", "/my folder/50% off");
    }

    @Test
    void namesNobodyCouldAskForAreLeftOut() throws Exception {
        assertThat(listed(
                        "/my%20folder/",
                        "/my%20folder/a%2Fb",
                        "/my%20folder/%2E%2E",
                        "/my%20folder/line%0Abreak",
                        "/my%20folder/%E4latin",
                        "/my%20folder/good"))
                .containsExactly("/my folder/good");
    }

    @Test
    void aPrefixThatAProxyTookAway() throws Exception {
        assertThat(listed("/internal/dav/my%20folder/", "/internal/dav/my%20folder/a", "/internal/dav/my%20folder/b/"))
                .containsExactly("/my folder/a", "/my folder/b/");
    }

    @Test
    void entriesOfOtherDepthsAreNotInTheFolder() throws Exception {
        assertThat(listed("/my%20folder/", "/my%20folder/a/", "/my%20folder/a/deep", "/"))
                .containsExactly("/my folder/a/");
    }

    @Test
    void aFolderThatDoesNotNameItself() throws Exception {
        assertThat(listed("/my%20folder/a", "/my%20folder/b")).containsExactly("/my folder/a", "/my folder/b");
    }

    @Test
    void uploadsUnderWayAreNotShown() throws Exception {
        assertThat(listed("/my%20folder/", "/my%20folder/" + TemporaryName.next(), "/my%20folder/.gatehouse-upload"))
                .containsExactly("/my folder/.gatehouse-upload");
    }
}
