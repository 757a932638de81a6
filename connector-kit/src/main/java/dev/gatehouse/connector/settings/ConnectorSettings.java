package dev.gatehouse.connector.settings;

import dev.gatehouse.connector.http.ServerSettings;
import dev.gatehouse.connector.tokens.TokenStorageAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings, read and checked. The text form shows no secret.
 *
 * @param tokenStorage none where the connector runs without one
 * @param tokenLife how long an access token must be good at least; none for the freshest that there is
 * @param register how long to wait for the token storage at the start
 * @param otlpEndpoint where traces go, if anywhere
 * @param serviceName what traces call the connector
 */
public record ConnectorSettings(
        Optional<TokenStorageAddress> tokenStorage,
        Optional<Duration> tokenLife,
        ServerSettings server,
        Duration register,
        Optional<URI> otlpEndpoint,
        Optional<String> serviceName) {}
