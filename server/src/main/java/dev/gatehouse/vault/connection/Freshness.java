package dev.gatehouse.vault.connection;

import java.time.Duration;

/**
 * What a caller wants of an access token. Third parties that give tokens with a shorter life meet it with their freshest.
 *
 * @param validity how long it is to live yet
 * @param insisted whether it is better to have none for a moment than one that ends before
 */
public record Freshness(Duration validity, boolean insisted) {
    private static final Duration WISHED = Duration.ofSeconds(60);

    /** Of who says nothing. */
    public static final Freshness ANY = new Freshness(WISHED, false);

    public static Freshness atLeast(Duration validity) {
        return new Freshness(validity, true);
    }
}
