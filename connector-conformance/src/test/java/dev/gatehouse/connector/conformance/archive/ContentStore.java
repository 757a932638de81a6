package dev.gatehouse.connector.conformance.archive;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Contents, each in a file of its own below a directory. Thread-safe. */
final class ContentStore implements AutoCloseable {
    private final Path directory;

    ContentStore() throws IOException {
        directory = Files.createTempDirectory("archive");
    }

    Path store(FileContent content) throws IOException {
        Path stored = Files.createTempFile(directory, "", "");
        try {
            Files.copy(content.stream(), stored, StandardCopyOption.REPLACE_EXISTING);
            return stored;
        } catch (IOException cut) {
            remove(stored);
            throw cut;
        }
    }

    FileContent read(Path stored) throws IOException {
        try {
            return FileContent.of(Files.newInputStream(stored), Files.size(stored));
        } catch (java.nio.file.NoSuchFileException replaced) {
            throw new ConnectorException(Failure.CONFLICT, "The file was just replaced; read it again.", replaced);
        }
    }

    void remove(Path stored) {
        try {
            Files.deleteIfExists(stored);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.list(directory)) {
            all.forEach(this::remove);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        remove(directory);
    }
}
