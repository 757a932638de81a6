package dev.gatehouse.demo;

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

/** The folder and the programs of the demo. All are gone when it is closed, also where somebody presses Ctrl-C. Thread-safe. */
final class Stage implements AutoCloseable {
    /** Where root runs this, PostgreSQL and Apache run as other users, who have to reach what is theirs. */
    private static final FileAttribute<?> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private final Path root;
    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Thread interrupted = new Thread(this::interrupt, "clear");
    private volatile boolean cleared;

    private Stage(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** @param root the folder with the launchers and what was built */
    static Stage open(Path root) throws IOException {
        Stage stage = new Stage(root, Files.createTempDirectory("gatehouse-demo", READABLE));
        Runtime.getRuntime().addShutdownHook(stage.interrupted);
        return stage;
    }

    Path root() {
        return root;
    }

    /** A folder of the stage that is there now. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name), READABLE);
    }

    /** Starts something. */
    interface Start<T> {
        T start() throws IOException;
    }

    /**
     * Starts it, to be stopped before everything that was started earlier. Whoever presses Ctrl-C meanwhile waits until it
     * can be stopped, and nothing is started after that.
     */
    synchronized <T extends AutoCloseable> T running(Start<T> start) throws IOException {
        if (cleared) {
            throw new DemoException("The demo was interrupted.");
        }
        T program = start.start();
        running.push(program);
        return program;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            return; // somebody pressed Ctrl-C, and that thread is at work
        }
        clear();
    }

    /** Whether everything is being stopped before the demo came to its end. */
    boolean isInterrupted() {
        return cleared;
    }

    private void interrupt() {
        System.out.println("The demo was interrupted.");
        clear();
        System.out.println("Everything is stopped and removed.");
    }

    private synchronized void clear() {
        cleared = true;
        while (!running.isEmpty()) {
            stop(running.pop());
        }
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("not removed: " + e.getMessage());
        }
    }

    private static void stop(AutoCloseable program) {
        try {
            program.close();
        } catch (Exception e) {
            System.err.println("not stopped: " + e.getMessage());
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
