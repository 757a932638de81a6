package dev.gatehouse.client.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change.
 *
 * @param auditId grows with time
 * @param userId the user of the token with which the change was made
 * @param clientId the client that presented it
 * @param detail what changed, in the form that fits the action; null where there is nothing to add
 */
public record AuditRecord(
        long auditId,
        Instant at,
        String userId,
        String clientId,
        String action,
        String subject,
        @Nullable JsonNode detail) {}
