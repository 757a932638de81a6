package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeWalkTest {
    @TempDir
    private Path root;

    @Test
    void nothingIsReadWhereOtherTestsWrite() throws IOException {
        for (String file : new String[] {
            "a/src/A.java", "a/target/B.java", "data/C.java", "a/data/D.java", ".git/E.java", "web/node_modules/F.java"
        }) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "");
        }

        assertThat(SourceTree.files(root, path -> path.endsWith(".java")))
                .map(file -> root.relativize(file).toString())
                .containsExactly("a/data/D.java", "a/src/A.java");
    }
}
