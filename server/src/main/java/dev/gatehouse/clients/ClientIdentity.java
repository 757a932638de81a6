package dev.gatehouse.clients;

import org.jspecify.annotations.Nullable;

/**
 * Who a client is, and who answers for it. Immutable.
 *
 * @param ownerId the user or the team that answers for the client, and whom its own tokens act as
 * @param host where the client runs, for people
 */
public record ClientIdentity(
        String clientId,
        ClientType clientType,
        ClientProfile clientProfile,
        String clientName,
        @Nullable String clientDesc,
        String ownerId,
        @Nullable String host) {}
