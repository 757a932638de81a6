package dev.gatehouse.access;

import dev.gatehouse.http.Caller;
import java.time.Instant;
import java.util.List;

/**
 * A token that passed every check.
 *
 * @param goodUntil when it has to be checked again; never later than it expires
 * @param ids under which it may be revoked: its own and those of what it came from
 */
public record VerifiedToken(Caller caller, Instant goodUntil, List<String> ids) {
    public VerifiedToken {
        ids = List.copyOf(ids);
    }
}
