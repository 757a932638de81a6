package dev.gatehouse.app;

import dev.gatehouse.settings.Settings;
import java.net.URI;

/**
 * Where the server answers, known before anything is opened.
 *
 * @param admin the admin listener's URL
 * @param open the public listener's URL
 * @param issuer the authorization server's identifier (RFC 8414), which is where clients reach the public listener
 */
public record Addresses(Ports ports, URI admin, URI open, URI issuer) {

    /** @throws dev.gatehouse.config.StartupException when a port is in use or its address is not this machine's */
    static Addresses choose(Settings settings) {
        Ports ports =
                Ports.choose(settings.listeners().admin(), settings.listeners().open());
        return new Addresses(
                ports,
                settings.listeners().adminUrlAt(ports.admin()),
                settings.listeners().open().url(ports.open()),
                settings.listeners().issuerAt(ports.open()));
    }
}
