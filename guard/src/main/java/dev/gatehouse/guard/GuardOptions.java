package dev.gatehouse.guard;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a guard is told when it is started.
 *
 * @param serviceId of the service it guards
 * @param registry the admin listener, such as {@code http://gatehouse:6883}
 * @param issuer the public listener as tokens name it, such as {@code https://id.example.org}
 * @param clientId of a client with the scope {@code oauth.service.r} and the grant {@code client_credentials}
 * @param clientSecret its secret
 * @param refresh how often the registry is asked for changes
 * @param outlasting how long decisions go on while the registry does not answer
 * @param snapshot a file that keeps what is known over a restart, null where there is to be none
 */
record GuardOptions(
        String serviceId,
        URI registry,
        URI issuer,
        String clientId,
        String clientSecret,
        Duration refresh,
        Duration outlasting,
        @Nullable Path snapshot) {
    /** What the issuer says of the service (RFC 9728). */
    URI metadata() {
        return URI.create(below(issuer, "/.well-known/oauth-protected-resource/" + segment()));
    }

    /** The audience that a service has whatever its resource is. */
    String ownAudience() {
        return below(issuer, "/" + segment());
    }

    private String segment() {
        return URLEncoder.encode(serviceId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String below(URI base, String path) {
        String text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path;
    }

    @Override
    public String toString() {
        return "GuardOptions[serviceId=" + serviceId + ", registry=" + registry + ", issuer=" + issuer + "]";
    }
}
