package dev.gatehouse.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The oldest Java that what customers put into their programs may run on. Thread-safe. */
public final class Java17 {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Java17() {}

    /** A JDK's {@code java}; the test is skipped where there is none, and fails when everything must run. */
    public static Path find() throws IOException {
        Optional<Path> home =
                Stream.concat(onPath(), installed()).filter(Java17::isJdk17).findFirst();
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(home.isPresent(), "openjdk-17-jdk-headless is installed");
        }
        assumeTrue(home.isPresent(), "no JDK 17 on the path or in " + INSTALLED);
        return program(home.get(), "java");
    }

    private static Stream<Path> onPath() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "java"))
                .filter(Files::isExecutable)
                .map(Java17::home);
    }

    private static Stream<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList().stream();
        }
    }

    private static Path home(Path java) {
        try {
            return java.toRealPath().resolve("../..").normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJdk17(Path home) {
        try {
            Path release = home.resolve("release");
            return Files.isExecutable(program(home, "javac"))
                    && Files.isReadable(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program(Path home, String name) {
        return home.resolve("bin").resolve(name);
    }
}
