package dev.gatehouse.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the operating system tells about another process; it may tell nothing. Thread-safe. */
interface ProcessView {
    /** The program the process runs. */
    Optional<Path> program(long pid);

    /** The directory it works in, which for a PostgreSQL server is its cluster. */
    Optional<Path> workingDirectory(long pid);

    /** The view of the system we run on. */
    static ProcessView ofSystem() {
        return new ProcessView() {
            @Override
            public Optional<Path> program(long pid) {
                return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .map(Path::of);
            }

            @Override
            public Optional<Path> workingDirectory(long pid) {
                try {
                    return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        };
    }
}
