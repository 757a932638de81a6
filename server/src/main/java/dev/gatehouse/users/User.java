package dev.gatehouse.users;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person. The password is kept apart and never read back.
 *
 * @param userType admin, employee, customer or partner
 * @param email unique among users, compared without regard to case
 * @param roles role names separated by space, or null
 */
public record User(
        String userId,
        String userType,
        @Nullable String firstName,
        @Nullable String lastName,
        String email,
        @Nullable String roles,
        Instant createDt,
        Instant updateDt) {}
