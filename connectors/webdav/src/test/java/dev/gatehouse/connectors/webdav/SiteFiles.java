package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Alice does with small files at a site. Stateless. */
final class SiteFiles {
    private SiteFiles() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void write(Site site, FilePath file, String text) throws IOException {
        site.storage().write(site.alice(), file, FileContent.of(bytes(text)));
    }

    static String read(Site site, FilePath file) throws IOException {
        try (FileContent content = site.storage().read(site.alice(), file)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<FilePath> list(Site site, FilePath path) {
        return site.storage().list(site.alice(), path);
    }
}
