package dev.gatehouse.cli;

import dev.gatehouse.api.Json;
import dev.gatehouse.config.StartupException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A file with entries of the audit, a JSON object a line, to which more are added. Not thread-safe. */
final class AuditFile implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final OutputStream output;
    private final long lastId;
    private long added;

    private AuditFile(Path file, FileChannel channel, long lastId) {
        this.file = file;
        this.channel = channel;
        this.output = new BufferedOutputStream(Channels.newOutputStream(channel), BLOCK);
        this.lastId = lastId;
    }

    /**
     * Opens it, or makes it. Half a line at its end, which an export that was killed leaves, is removed.
     *
     * @throws StartupException where it cannot be written, or holds something else
     */
    static AuditFile open(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            long end = lineEnd(channel, channel.size());
            String last = read(channel, lineEnd(channel, end - 1), end);
            channel.truncate(end).position(end);
            return new AuditFile(file, channel, last.isBlank() ? 0 : idOf(file, last));
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static long idOf(Path file, String line) {
        try {
            JsonNode id = Json.read(line, JsonNode.class).path("auditId");
            if (id.isIntegralNumber()) {
                return id.asLong();
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new StartupException("The file " + file + " does not end with an entry of the audit; name another one");
    }

    /** Behind the last end of a line before a place; 0 where there is none. */
    private static long lineEnd(FileChannel channel, long before) throws IOException {
        for (long end = before; end > 0; end -= BLOCK) {
            long from = Math.max(0, end - BLOCK);
            int found = read(channel, from, end).lastIndexOf('\n');
            if (found >= 0) {
                return from + found + 1;
            }
        }
        return 0;
    }

    /** A part of it; bytes are characters, so that their places are the same. */
    private static String read(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer part = ByteBuffer.allocate((int) Math.max(0, to - from));
        while (part.hasRemaining() && channel.read(part, from + part.position()) >= 0) {
            // Reads on.
        }
        return new String(part.array(), StandardCharsets.ISO_8859_1);
    }

    /** The id of its last entry when it was opened; 0 where it was empty. */
    long lastId() {
        return lastId;
    }

    long added() {
        return added;
    }

    /** @throws StartupException where there is no room, for example */
    void add(String line) {
        try {
            output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            added++;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            output.flush();
            channel.force(true);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static StartupException failed(Path file, IOException e) {
        return new StartupException("The file " + file + " cannot be written: " + e.getMessage());
    }
}
