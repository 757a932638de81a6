package dev.gatehouse.store.embedded;

import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data directory to one process. The operating system drops the lock when the process ends, however it ends.
 * Thread-safe.
 */
final class DataDirectoryLock implements AutoCloseable {
    /** Opening the file again in this process and closing it would drop a POSIX lock, so it is not even opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DataDirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the lock of an existing directory.
     *
     * @throws StartupException when another Gatehouse has it
     */
    static DataDirectoryLock take(Path dataDirectory) throws IOException {
        Path directory = dataDirectory.toRealPath();
        if (!HELD_HERE.add(directory)) {
            throw inUse(directory, String.valueOf(ProcessHandle.current().pid()));
        }
        try {
            return new DataDirectoryLock(directory, lock(directory));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(directory);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve("gatehouse.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, Files.readString(file).strip());
            }
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StartupException inUse(Path directory, String pid) {
        return new StartupException("data directory " + directory + " is in use by another Gatehouse (process "
                + (pid.isEmpty() ? "unknown" : pid) + ")");
    }

    /** Gives the directory free; closing twice does nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The operating system drops the lock when the process ends.
        }
        HELD_HERE.remove(directory);
    }
}
