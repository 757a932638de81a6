package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connectors.webdav.settings.WebDavSettings;
import dev.gatehouse.connectors.webdav.settings.WebDavSettingsReader;
import java.util.Map;

/** The connector as a service of its own; docs/connectors-webdav.md tells its settings. */
public final class WebDavConnector {
    private WebDavConnector() {}

    /** Serves until the process is told to stop; ends at once with a message where it cannot start. */
    public static void main(String[] arguments) {
        try {
            start(System.getenv());
        } catch (ConnectorStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Registers and serves.
     *
     * @param environment the settings, by variable
     * @throws ConnectorStartException saying what is wrong
     */
    public static RunningConnector start(Map<String, String> environment) {
        WebDavSettings settings = WebDavSettingsReader.read(environment);
        Connector connector = Connector.named(settings.name());
        settings.displayName().ifPresent(connector::displayName);
        settings.oauth2().ifPresentOrElse(connector::oauth2, connector::loginService);
        return connector
                .implementing(new WebDavStorage(settings.server()))
                .environment(environment)
                .start();
    }
}
