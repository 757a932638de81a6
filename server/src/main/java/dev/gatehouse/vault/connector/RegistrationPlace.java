package dev.gatehouse.vault.connector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A service's place in the order of registrations. It stays where it is when the service goes, so that who walks along a
 * list by it gets to the end. Immutable.
 */
public record RegistrationPlace(Instant created, String name) {
    private static final String SEPARATOR = "/";

    public static RegistrationPlace of(Connector connector) {
        return new RegistrationPlace(connector.dates().created(), connector.name());
    }

    /** As it stands in a link: no name has a slash. */
    public String key() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, created) + SEPARATOR + name;
    }

    /** The inverse of {@link #key}; empty for any other text. */
    static Optional<RegistrationPlace> parse(String key) {
        String[] parts = key.split(SEPARATOR, 2);
        return parts.length == 2 && parts[0].matches("[0-9]{1,18}")
                ? Optional.of(new RegistrationPlace(
                        Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), parts[1]))
                : Optional.empty();
    }
}
