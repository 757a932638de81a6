package dev.gatehouse.testing.vendor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The vendor's tokens. A refresh token works once; using it again ends all that came from the same consent. Thread-safe. */
public final class VendorGrants {
    /** What came from one consent. */
    private static final class Family {
        private String refreshToken;
        private String accessToken;
        private boolean revoked;
        private int refreshes;
    }

    /** Tokens as they are handed out. */
    public record Issued(String accessToken, String refreshToken) {}

    private final Map<String, Family> byRefreshToken = new HashMap<>();
    private final Map<String, Family> byAccessToken = new HashMap<>();
    private boolean rotates = true;
    private int reuses;

    /** Whether a refresh gives a new refresh token and uses the old one up. */
    synchronized void rotate(boolean yes) {
        rotates = yes;
    }

    /** A new consent. */
    public synchronized Issued create() {
        Family family = new Family();
        family.refreshToken = "refresh-" + UUID.randomUUID();
        byRefreshToken.put(family.refreshToken, family);
        return issue(family);
    }

    private Issued issue(Family family) {
        family.accessToken = "access-" + UUID.randomUUID();
        byAccessToken.put(family.accessToken, family);
        return new Issued(family.accessToken, family.refreshToken);
    }

    /** Redeems a refresh token; empty where it is unknown, used or revoked. */
    synchronized Optional<Issued> redeem(String refreshToken) {
        Family family = byRefreshToken.get(refreshToken);
        if (family == null || family.revoked) {
            return Optional.empty();
        }
        if (!family.refreshToken.equals(refreshToken)) {
            family.revoked = true;
            reuses++;
            return Optional.empty();
        }
        if (rotates) {
            family.refreshToken = "refresh-" + UUID.randomUUID();
            byRefreshToken.put(family.refreshToken, family);
        }
        family.refreshes++;
        return Optional.of(issue(family));
    }

    /** Ends what came from the same consent, as a person does in the vendor's settings. */
    public synchronized void revoke(String refreshToken) {
        Optional.ofNullable(byRefreshToken.get(refreshToken)).ifPresent(family -> family.revoked = true);
    }

    /** Whether the vendor's API would take this access token, expiry aside. */
    public synchronized boolean accepts(String accessToken) {
        Family family = byAccessToken.get(accessToken);
        return family != null && !family.revoked;
    }

    /** Whether this refresh token would be redeemed. */
    public synchronized boolean isCurrent(String refreshToken) {
        Family family = byRefreshToken.get(refreshToken);
        return family != null && !family.revoked && family.refreshToken.equals(refreshToken);
    }

    /** How often the consent that gave this refresh token was refreshed. */
    public synchronized int refreshes(String refreshToken) {
        return byRefreshToken.get(refreshToken).refreshes;
    }

    /** How often a used refresh token was shown again. */
    public synchronized int reuses() {
        return reuses;
    }
}
