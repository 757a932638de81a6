package dev.gatehouse.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Another issuer whose access tokens are taken, and what they may do here. Immutable.
 *
 * @param issuer the {@code iss} of its tokens, character by character
 * @param audiences a token must be meant for one of them
 * @param jwksUri where its keys are; empty to find that out by discovery
 * @param scopeClaims names or dotted paths of the claims that carry scopes
 * @param scopes the scopes that count, or their beginnings followed by {@code *}; empty for all but our own API's
 * @param users who is meant by a token
 * @param teams for which teams a token acts beside those of its user
 */
public record TrustedIssuer(
        String issuer,
        Set<String> audiences,
        Optional<URI> jwksUri,
        List<String> scopeClaims,
        Optional<List<String>> scopes,
        Users users,
        Teams teams) {

    /**
     * Which of our users is behind a token.
     *
     * @param userIdClaim the claim that names one of our users by id
     * @param emailClaim the claim that names one of our users by email
     * @param administrators whether these two claims may name one of our administrators
     * @param clients our user, or our team, behind a token that a client got for itself, by its client id there
     * @param subjects our user by the {@code sub} of a token
     */
    public record Users(
            Optional<String> userIdClaim,
            Optional<String> emailClaim,
            boolean administrators,
            Map<String, String> clients,
            Map<String, String> subjects) {
        public Users {
            clients = Map.copyOf(clients);
            subjects = Map.copyOf(subjects);
        }
    }

    /**
     * Which of our teams a token acts for.
     *
     * @param groupsClaim the claim that holds groups
     * @param groups the team here, by the group there
     */
    public record Teams(String groupsClaim, Map<String, String> groups) {
        /** Groups count for nothing. */
        public static final Teams NONE = new Teams("groups", Map.of());

        public Teams {
            groups = Map.copyOf(groups);
        }
    }

    public TrustedIssuer {
        audiences = Set.copyOf(audiences);
        scopeClaims = List.copyOf(scopeClaims);
        scopes = scopes.map(List::copyOf);
    }
}
