package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Content that is all here, in a file of its own that only this process reads, until it is closed. */
record Spool(Path file, FileContent origin) implements AutoCloseable {

    /** @throws IOException where the content does not come to its end, or does not fit */
    static Spool of(FileContent content) throws IOException {
        Spool spool = new Spool(Files.createTempFile("gatehouse-upload", null), content);
        try (OutputStream out = Files.newOutputStream(spool.file)) {
            content.stream().transferTo(out);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    /** The content from its beginning. */
    FileContent content() throws IOException {
        return new FileContent(Files.newInputStream(file), OptionalLong.of(Files.size(file)), origin.mediaType());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
