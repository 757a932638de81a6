package dev.gatehouse.client.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log are wanted. Null asks for any.
 *
 * @param userId who made the change
 * @param clientId through which client
 * @param action what was done, such as {@code service.create}
 * @param subject what it was done to, such as {@code service/orders}
 * @param since the first moment
 * @param until the first moment after
 */
public record AuditFilter(
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static AuditFilter all() {
        return new AuditFilter(null, null, null, null, null, null);
    }

    public AuditFilter byUser(String id) {
        return new AuditFilter(id, clientId, action, subject, since, until);
    }

    public AuditFilter byClient(String id) {
        return new AuditFilter(userId, id, action, subject, since, until);
    }

    public AuditFilter withAction(String name) {
        return new AuditFilter(userId, clientId, name, subject, since, until);
    }

    public AuditFilter of(String what) {
        return new AuditFilter(userId, clientId, action, what, since, until);
    }

    public AuditFilter between(@Nullable Instant first, @Nullable Instant end) {
        return new AuditFilter(userId, clientId, action, subject, first, end);
    }
}
