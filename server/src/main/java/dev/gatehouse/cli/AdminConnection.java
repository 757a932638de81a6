package dev.gatehouse.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options by which a command finds the server that runs. */
final class AdminConnection {
    @Option(names = "--data", paramLabel = "PATH", description = "The server's data folder. Default: ./data")
    private Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The admin listener. Default: as in <data>/bootstrap.json")
    private URI url;

    AdminApi open(Map<String, String> environment) {
        return AdminApi.find(environment, data, url);
    }
}
