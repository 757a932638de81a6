package dev.gatehouse.connectors.webdav;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@code rclone serve webdav} of a local folder, one for all tests. */
final class Rclone {
    private static Rclone running;

    private final Path directory = Background.openDirectory();
    private final Path files = Background.open(directory.resolve("files"));
    private final int port = Background.freePort();

    private Rclone() {
        Background.start(
                directory.resolve("output.log"),
                List.of(port),
                List.of(
                        "/usr/bin/rclone",
                        "serve",
                        "webdav",
                        files.toString(),
                        "--config=" + directory.resolve("rclone.conf"),
                        "--addr=127.0.0.1:" + port,
                        "--user=alice",
                        "--pass=" + Apache.PASSWORD,
                        "--dir-cache-time=2s",
                        "--vfs-cache-mode=writes",
                        "--cache-dir=" + directory.resolve("cache")));
    }

    static synchronized Rclone shared() {
        InstalledProgram.find("rclone", "/usr/bin/rclone");
        if (running == null) {
            running = new Rclone();
        }
        return running;
    }

    /** With a slash at its end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    Path files() {
        return files;
    }
}
