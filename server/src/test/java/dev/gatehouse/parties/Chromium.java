package dev.gatehouse.parties;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium without a window, one for all tests; each visitor has cookies of its own. Thread-safe. */
final class Chromium {
    private static final class Shared {
        static final Chromium RUNNING = start();
    }

    private final DevTools tools;

    private Chromium(DevTools tools) {
        this.tools = tools;
    }

    /** The browser of this JVM, which ends with it; where none is installed, the test is skipped. */
    static Chromium shared() {
        program();
        return Shared.RUNNING;
    }

    private static Path program() {
        return InstalledProgram.find(
                "chromium",
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    }

    private static Chromium start() {
        Path directory = TestServer.newDirectory();
        try {
            Process process = new ProcessBuilder(command(directory))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Path address = directory.resolve("DevToolsActivePort");
            await().until(() -> Files.exists(address) && Files.size(address) > 0);
            List<String> portAndPath = Files.readAllLines(address);
            return new Chromium(new DevTools(URI.create("ws://127.0.0.1:" + portAndPath.get(0) + portAndPath.get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path directory) {
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + directory,
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-sync",
                "--disable-background-networking",
                "--disable-component-update",
                "--password-store=basic",
                "--lang=en"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox");
        }
        return command;
    }

    /** Somebody new, with a tab. */
    Tab visitor() {
        String context = tools.call("Target.createBrowserContext", Map.of())
                .get("browserContextId")
                .asString();
        String target = tools.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .get("targetId")
                .asString();
        return Tab.of(tools, target, context);
    }
}
