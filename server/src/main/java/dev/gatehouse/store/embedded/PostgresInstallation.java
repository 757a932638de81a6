package dev.gatehouse.store.embedded;

import dev.gatehouse.config.StartupException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked once. A directory under its final name is always complete: unpacking happens beside
 * it. Immutable.
 *
 * @param directory what holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresInstallation(Path directory) {
    private static final long SPACE_NEEDED = 250L << 20;
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    /** Serialises threads; the lock file serialises processes that share the parent directory. */
    private static final Object UNPACKING = new Object();

    /**
     * The installation of an archive below {@code parent}, unpacked now if it is not there yet.
     *
     * @throws StartupException when the disk has not enough room
     */
    static PostgresInstallation of(BinaryArchive archive, Path parent) throws IOException {
        Path directory = parent.resolve("postgresql-" + archive.name());
        if (!Files.isDirectory(directory)) {
            synchronized (UNPACKING) {
                unpackAlone(archive, directory);
            }
        }
        return new PostgresInstallation(directory);
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private static void unpackAlone(BinaryArchive archive, Path directory) throws IOException {
        Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (Files.isDirectory(directory)) {
                return;
            }
            requireSpace(Directories.parent(directory));
            Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
            Directories.delete(partial);
            unpack(archive, partial);
            Directories.forceTree(partial);
            Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void requireSpace(Path directory) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable < SPACE_NEEDED) {
            throw new StartupException("not enough disk space in " + directory + " for the embedded PostgreSQL: "
                    + (usable >> 20) + " MiB free, " + (SPACE_NEEDED >> 20) + " MiB needed");
        }
    }

    private static void unpack(BinaryArchive archive, Path target) throws IOException {
        try (InputStream resource = archive.resource().openStream();
                InputStream plain = new XZInputStream(new BufferedInputStream(resource, 1 << 16));
                TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("archive entry outside of its directory: " + entry.getName());
                }
                if (!entry.getName().endsWith(".a")) {
                    write(entry, tar, file);
                }
            }
        }
    }

    /** Every user may read and run the programs, because the server may run as another user. */
    private static void write(TarArchiveEntry entry, TarArchiveInputStream content, Path file) throws IOException {
        makeDirectory(entry.isDirectory() ? file : Directories.parent(file));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        if (!entry.isFile()) {
            return;
        }
        Files.copy(content, file);
        Files.setPosixFilePermissions(file, (entry.getMode() & 0100) != 0 ? EXECUTABLE : READABLE);
    }

    private static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            makeDirectory(Directories.parent(directory));
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, EXECUTABLE);
        }
    }
}
