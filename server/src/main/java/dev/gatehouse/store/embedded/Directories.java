package dev.gatehouse.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Steps on the data directory that a crash must not leave half done. Stateless. */
final class Directories {
    /** A server that starts may need two segments of its write-ahead log, 16 MiB each. */
    private static final long SCARCE = 32L << 20;

    private Directories() {}

    /** Deletes a tree, following no links; nothing happens where there is none. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Writes a file of mode 0600 that is either there with all its content or not at all. */
    static void writeSecret(Path file, String content) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(content));
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        force(parent(file));
    }

    /** The directory that a file is in, the working directory for a mere name. */
    static Path parent(Path file) {
        return file.resolveSibling("");
    }

    /** Makes a file, or the names in a directory, survive a power failure. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a whole tree survive a power failure; one file system call where there is a command for it. */
    static void forceTree(Path tree) throws IOException {
        try {
            if (!Command.run(List.of("sync", "-f", tree.toString()), tree, "").failed()) {
                return;
            }
        } catch (IOException e) {
            // No such command here.
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isReadable).toList()) {
                force(file);
            }
        }
    }

    /** Why a program failed there that did not say so: on a full disk it cannot even log. */
    static String unexplained(Path file) throws IOException {
        long left = Files.getFileStore(file).getUsableSpace();
        return left < SCARCE ? "no space is left on the disk (" + (left >> 20) + " MiB)" : "no reason given";
    }
}
