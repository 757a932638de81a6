package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The folder and the processes of a run. All are gone when it is closed, and also when the run is interrupted.
 * Thread-safe.
 */
final class Workspace implements AutoCloseable {
    private final Path root;
    private final Path directory;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Thread interrupted = new Thread(this::release, "release");

    private Workspace(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /** @param root the folder with the sources and what was built from them */
    static Workspace open(Path root) throws IOException {
        // Where root runs this, PostgreSQL runs as another user, who has to reach its data.
        Path directory = Files.createTempDirectory(
                "gatehouse-bench", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Workspace workspace = new Workspace(root, directory);
        Runtime.getRuntime().addShutdownHook(workspace.interrupted);
        return workspace;
    }

    Path root() {
        return root;
    }

    Path directory() {
        return directory;
    }

    /** A path nothing stands at yet. */
    Path newPath(String name) throws IOException {
        return Files.createTempDirectory(directory, name + "-").resolve(name);
    }

    /** Sees to it that this is closed too, should the run be interrupted. */
    synchronized <T extends AutoCloseable> T watched(T part) {
        running.push(part);
        return part;
    }

    synchronized void forget(AutoCloseable part) {
        running.remove(part);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        release();
    }

    private void release() {
        for (AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("not closed in order: " + e.getMessage());
            }
        }
        try {
            delete(directory);
        } catch (IOException e) {
            System.err.println("not deleted: " + e.getMessage());
        }
    }

    private synchronized AutoCloseable next() {
        return running.poll();
    }

    static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
