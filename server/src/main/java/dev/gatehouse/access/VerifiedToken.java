package dev.gatehouse.access;

import dev.gatehouse.api.Caller;
import dev.gatehouse.http.syntax.HeaderField;
import dev.gatehouse.store.RevocableMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that passed every check.
 *
 * @param subject whom it is about, as it says itself
 * @param resource the one service it is for, as a URI (RFC 8707); null where it is for this server as a whole, and with it
 *     for every service whose scopes it carries
 * @param boundTo the thumbprint of the key that whoever presents it has to prove (RFC 9449 section 6); null for a bearer token
 * @param signedIn when its user signed in; null where it does not tell
 * @param goodUntil when it has to be checked again; never later than it expires
 * @param ids under which it may be revoked: its own and those of what it came from
 * @param fields what a gateway hands on of it
 */
public record VerifiedToken(
        Caller caller,
        String subject,
        @Nullable String resource,
        @Nullable String boundTo,
        @Nullable Instant signedIn,
        Instant goodUntil,
        List<String> ids,
        List<HeaderField> fields)
        implements RevocableMemory.Entry {
    public VerifiedToken(
            Caller caller,
            String subject,
            @Nullable String resource,
            @Nullable String boundTo,
            @Nullable Instant signedIn,
            Instant goodUntil,
            List<String> ids) {
        this(
                caller,
                subject,
                resource,
                boundTo,
                signedIn,
                goodUntil,
                ids,
                AuthFields.of(subject, caller.clientId(), caller.scopes()));
    }

    public VerifiedToken {
        ids = List.copyOf(ids);
        fields = List.copyOf(fields);
    }

    /** How long ago its user signed in; null where it does not tell. */
    public @Nullable Duration sinceSignIn(Clock clock) {
        return signedIn == null ? null : Duration.between(signedIn, clock.instant());
    }
}
