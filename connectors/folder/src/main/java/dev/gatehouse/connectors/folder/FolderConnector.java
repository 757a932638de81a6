package dev.gatehouse.connectors.folder;

import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.ConnectorStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the folder connector. Of its own it has two settings: {@code FOLDER_ROOT}, the directory to serve, and {@code
 * FOLDER_NAME}, what it is called at the token storage, {@code port-folder} where that is left out.
 */
public final class FolderConnector {
    private FolderConnector() {}

    /** Starts it with the settings of the environment; it runs until the process is told to stop. */
    public static void main(String[] arguments) {
        try {
            of(System.getenv()).start();
        } catch (ConnectorStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * The connector that these settings describe.
     *
     * @throws ConnectorStartException where there is no such directory
     */
    public static Connector of(Map<String, String> environment) {
        String root = setting(environment, "FOLDER_ROOT")
                .orElseThrow(() -> new ConnectorStartException(
                        "FOLDER_ROOT is not set; it is the directory whose content is served."));
        return Connector.named(setting(environment, "FOLDER_NAME").orElse("port-folder"))
                .openService()
                .displayName("Folder")
                .description("Files in a directory of this site")
                .implementing(storage(Path.of(root)))
                .environment(environment);
    }

    private static FolderStorage storage(Path root) {
        try {
            return FolderStorage.in(root);
        } catch (IOException e) {
            throw new ConnectorStartException("FOLDER_ROOT " + root + " cannot be served: " + e.getMessage(), e);
        }
    }

    private static Optional<String> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
