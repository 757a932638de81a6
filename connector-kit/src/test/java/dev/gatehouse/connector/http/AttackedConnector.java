package dev.gatehouse.connector.http;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.StorageStub;
import dev.gatehouse.connector.TestConnectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A connector in a process of its own, with a small heap and files that have no end. */
final class AttackedConnector implements AutoCloseable {
    private static final StorageStub ENDLESS = new StorageStub() {
        @Override
        public FileContent read(Account account, FilePath file) {
            return FileContent.of(new InputStream() {
                @Override
                public int read() {
                    return 0;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return length;
                }
            });
        }

        @Override
        public void write(Account account, FilePath file, FileContent content) throws IOException {
            content.stream().transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public List<FilePath> list(Account account, FilePath folder) {
            return List.of(folder.file("a"));
        }
    };

    private final Process process;
    private final int port;

    private AttackedConnector() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttackedConnector.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        port = Integer.parseInt(process.inputReader()
                .lines()
                .filter(line -> line.matches("port \\d+"))
                .findFirst()
                .orElseThrow()
                .substring(5));
    }

    static AttackedConnector start() throws IOException {
        return new AttackedConnector();
    }

    /** Ends with its input. */
    public static void main(String[] none) throws IOException {
        try (RunningConnector connector = TestConnectors.open(ENDLESS).start()) {
            System.out.println("port " + connector.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
