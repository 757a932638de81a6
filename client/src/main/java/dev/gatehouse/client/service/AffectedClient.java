package dev.gatehouse.client.service;

import java.util.List;

/**
 * What a change takes from a client.
 *
 * @param broken whether something that works for it today works no more
 * @param lostEndpoints endpoints it is linked to that go
 * @param refusedEndpoints endpoints it is linked to that its tokens of today do not reach any more
 * @param neededScopes what its tokens of today lack for those
 * @param lostScopes what it may ask for today, but not then
 */
public record AffectedClient(
        String clientId,
        String ownerId,
        boolean broken,
        List<String> lostEndpoints,
        List<String> refusedEndpoints,
        List<String> neededScopes,
        List<String> lostScopes) {
    public AffectedClient {
        lostEndpoints = List.copyOf(lostEndpoints);
        refusedEndpoints = List.copyOf(refusedEndpoints);
        neededScopes = List.copyOf(neededScopes);
        lostScopes = List.copyOf(lostScopes);
    }
}
