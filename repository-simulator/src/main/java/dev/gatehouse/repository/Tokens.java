package dev.gatehouse.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Bearer tokens that expire, and refresh tokens that work once. Thread-safe. */
final class Tokens {
    /** Whom a token stands for, and what it allows. */
    record Holder(String user, Set<String> scopes) {}

    private record Entry(Holder holder, Instant expires) {}

    private final Map<String, Entry> access = new HashMap<>();
    private final Map<String, Holder> refresh = new HashMap<>();

    private boolean refused;

    synchronized String issue(Holder holder, Duration lifetime) {
        String token = "at-" + UUID.randomUUID();
        access.put(token, new Entry(holder, Instant.now().plus(lifetime)));
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

    synchronized void refuse(boolean yes) {
        refused = yes;
    }

    synchronized Optional<Holder> holder(String accessToken) {
        return Optional.ofNullable(access.get(accessToken))
                .filter(_ -> !refused)
                .filter(entry -> Instant.now().isBefore(entry.expires()))
                .map(Entry::holder);
    }
}
