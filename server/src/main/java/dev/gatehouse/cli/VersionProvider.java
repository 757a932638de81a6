package dev.gatehouse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build wrote into our jar. */
final class VersionProvider implements IVersionProvider {
    private static final String BUILT = "/META-INF/maven/dev.gatehouse/gatehouse-server/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties built = new Properties();
        try (InputStream properties = VersionProvider.class.getResourceAsStream(BUILT)) {
            if (properties != null) {
                built.load(properties);
            }
        }
        return new String[] {
            "gatehouse " + built.getProperty("version", "(not packaged)"),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
