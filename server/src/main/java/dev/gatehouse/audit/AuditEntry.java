package dev.gatehouse.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change.
 *
 * @param auditId grows with time
 * @param userId the user of the token the change was made with
 * @param clientId the client that presented the token
 * @param action what was done, for example {@code service.create}
 * @param subject what it was done to, for example {@code service/petstore}
 * @param detail what changed, or null
 */
public record AuditEntry(
        long auditId,
        Instant at,
        String userId,
        String clientId,
        String action,
        String subject,
        @Nullable JsonNode detail) {}
