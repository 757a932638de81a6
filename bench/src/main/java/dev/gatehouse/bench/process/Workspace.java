package dev.gatehouse.bench.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The folder and the processes of a run. All are gone when it is closed, and also when the run is interrupted.
 * Thread-safe.
 */
public final class Workspace implements AutoCloseable {
    /** Where root runs this, PostgreSQL runs as another user, who has to reach its data. */
    private static final FileAttribute<?> OPEN_TO_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private final Path root;
    private final Path directory;
    private final Deque<Part> running = new ArrayDeque<>();
    private final Thread interrupted = new Thread(this::release, "release");
    private boolean released;

    private Workspace(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /** What runs until it is closed. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /** @param root the folder with the sources and what was built from them */
    public static Workspace open(Path root) throws IOException {
        Path directory = Files.createTempDirectory("gatehouse-bench", OPEN_TO_ALL);
        Workspace workspace = new Workspace(root, directory);
        Runtime.getRuntime().addShutdownHook(workspace.interrupted);
        return workspace;
    }

    public Path root() {
        return root;
    }

    public Path directory() {
        return directory;
    }

    /** A path nothing stands at yet. */
    public Path newPath(String name) throws IOException {
        return Files.createTempDirectory(directory, name + "-", OPEN_TO_ALL).resolve(name);
    }

    /** Sees to it that this is closed too, should the run be interrupted. */
    synchronized <T extends Part> T watched(T part) {
        if (released) {
            part.close();
            throw new IllegalStateException("interrupted");
        }
        running.push(part);
        return part;
    }

    synchronized void forget(Part part) {
        running.remove(part);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            return; // the run is interrupted, and that thread at work
        }
        release();
    }

    private void release() {
        for (Part part = next(); part != null; part = next()) {
            part.close();
        }
        try {
            delete(directory);
        } catch (IOException e) {
            System.err.println("not deleted: " + e.getMessage());
        }
    }

    private synchronized Part next() {
        released = true;
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
