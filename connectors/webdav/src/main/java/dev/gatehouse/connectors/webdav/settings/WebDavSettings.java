package dev.gatehouse.connectors.webdav.settings;

import dev.gatehouse.connector.OAuth2Service;
import java.util.Objects;
import java.util.Optional;

/**
 * A connector as its operator wants it.
 *
 * @param name at the token storage
 * @param oauth2 how people allow access; none where they enter a password
 */
public record WebDavSettings(
        String name, Optional<String> displayName, Optional<OAuth2Service> oauth2, WebDavServer server) {
    public WebDavSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(server, "server");
    }
}
