package dev.gatehouse.http.netty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How a door listens and what it bounds.
 *
 * @param name {@code admin} or {@code public}, for logs and metrics
 * @param headDeadline from accepting a connection to its first complete request head
 * @param bodyDeadline from a request's head to the end of its body
 * @param idleDeadline between two requests of a connection
 * @param certificate PEM certificate chain, or null for plain HTTP
 * @param privateKey PEM private key of the certificate
 * @param renewalCheck how often to look for a renewed certificate
 * @param allowedOrigins those whose pages may call what asks for a bearer token
 */
public record ListenerOptions(
        String name,
        String address,
        int port,
        Duration headDeadline,
        Duration bodyDeadline,
        Duration idleDeadline,
        Path certificate,
        Path privateKey,
        Duration renewalCheck,
        Set<String> allowedOrigins) {
    public ListenerOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    public boolean isTls() {
        return certificate != null;
    }
}
