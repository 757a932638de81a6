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
public record AuditQuery(
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static AuditQuery all() {
        return new AuditQuery(null, null, null, null, null, null);
    }

    public AuditQuery byUser(String id) {
        return new AuditQuery(id, clientId, action, subject, since, until);
    }

    public AuditQuery byClient(String id) {
        return new AuditQuery(userId, id, action, subject, since, until);
    }

    public AuditQuery withAction(String name) {
        return new AuditQuery(userId, clientId, name, subject, since, until);
    }

    public AuditQuery of(String what) {
        return new AuditQuery(userId, clientId, action, what, since, until);
    }

    public AuditQuery between(@Nullable Instant first, @Nullable Instant end) {
        return new AuditQuery(userId, clientId, action, subject, first, end);
    }
}
