package dev.gatehouse.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Bearer tokens that expire, and refresh tokens that work once. Thread-safe. */
final class IssuedTokens {
    /** Whom a token stands for, and what it allows. */
    record Holder(String user, Set<String> scopes) {}

    private record Entry(Holder holder, Instant expires, boolean personal) {}

    private final Map<String, Entry> access = new HashMap<>();
    private final Map<String, Holder> refresh = new HashMap<>();
    private boolean refused;

    /** @param personal whether the person made it themselves, and no client asked for it */
    synchronized String issue(Holder holder, Duration lifetime, boolean personal) {
        String token = "at-" + UUID.randomUUID();
        access.put(token, new Entry(holder, Instant.now().plus(lifetime), personal));
        return token;
    }

    synchronized String issueRefresh(Holder holder) {
        String token = "rt-" + UUID.randomUUID();
        refresh.put(token, holder);
        return token;
    }

    synchronized Optional<Holder> redeem(String refreshToken) {
        return Optional.ofNullable(refresh.remove(refreshToken));
    }

    synchronized void expireAll() {
        access.clear();
    }

    synchronized void expireClients() {
        access.values().removeIf(entry -> !entry.personal());
    }

    synchronized void refuse(boolean yes) {
        refused = yes;
    }

    synchronized Optional<Holder> holder(String accessToken) {
        return Optional.ofNullable(access.get(accessToken))
                .filter(entry -> !refused)
                .filter(entry -> Instant.now().isBefore(entry.expires()))
                .map(Entry::holder);
    }
}
