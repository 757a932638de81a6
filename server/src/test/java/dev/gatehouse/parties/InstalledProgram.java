package dev.gatehouse.parties;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that tests need beside the JDK. */
public final class InstalledProgram {
    private InstalledProgram() {}

    /** The first of these files that exists; where none does, the test is skipped, and fails when everything must run. */
    public static Path find(String name, String... places) {
        Path found = Stream.of(places)
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .orElse(null);
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(found != null, name + " is installed");
        }
        assumeTrue(found != null, name + " is not installed; looked for " + List.of(places));
        return found;
    }
}
