package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.clients.Client;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token may be used for, and by whom. Immutable.
 *
 * @param userId null for a client's own access
 * @param resource RFC 8707 resource or null
 * @param actor RFC 8693 act claim's subject or null
 * @param authenticatedAt when the user signed in, or null
 * @param notAfter when the access token ends at the latest, or null for the usual lifetime
 */
public record TokenAccess(
        Client client,
        @Nullable String userId,
        Scope scope,
        @Nullable URI resource,
        @Nullable String actor,
        @Nullable Instant authenticatedAt,
        @Nullable Instant notAfter) {}
