package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.SiteFiles.list;
import static dev.gatehouse.connectors.webdav.SiteFiles.read;
import static dev.gatehouse.connectors.webdav.SiteFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.FilePath;
import java.text.Normalizer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names are kept as they are, at every kind of server. */
class WebDavNamesTest {
    private final FilePath folder = FilePath.root().folder("test " + UUID.randomUUID());

    @ParameterizedTest
    @EnumSource
    void keepsNamesAsTheyAre(Site site) throws Exception {
        List<FilePath> files = names().map(folder::file).toList();
        for (FilePath file : files) {
            write(site, file, file.name());
        }

        assertThat(list(site, folder)).containsExactlyInAnyOrderElementsOf(files);
        for (FilePath file : files) {
            assertThat(read(site, file)).isEqualTo(file.name());
        }
    }

    private static Stream<String> names() {
        return Stream.of(
                "with space",
                "100% sure",
                "a%2Fb",
                "a+b",
                "a&b=c?d#e",
                "semi;colon",
                "quote\"'`",
                "back\\slash",
                "[brackets]{braces}",
                "übergröße",
                Normalizer.normalize("Ärger", Normalizer.Form.NFC),
                Normalizer.normalize("Ärger", Normalizer.Form.NFD),
                "日本語",
                "😀.txt",
                ".hidden",
                "...",
                "-dash",
                "~tilde",
                "n".repeat(200));
    }

    @ParameterizedTest
    @EnumSource
    void keepsNamesOfFolders(Site site) throws Exception {
        FilePath odd = folder.folder("50% & 日本 #1?");
        write(site, odd.file("inside"), "x");

        assertThat(list(site, folder)).containsExactly(odd);
        assertThat(list(site, odd)).containsExactly(odd.file("inside"));
    }
}
