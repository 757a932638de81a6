package dev.gatehouse.connectors.webdav;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that tests need beside the JDK. */
final class InstalledProgram {
    private InstalledProgram() {}

    /** Where it is; the test is skipped where it is not, and fails when everything must run. */
    static Path find(String debianPackage, String place) {
        Path program = Path.of(place);
        boolean found = Files.isReadable(program);
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(found, debianPackage + " is installed");
        }
        assumeTrue(found, debianPackage + " is not installed; looked for " + place);
        return program;
    }
}
