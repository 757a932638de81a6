package dev.gatehouse.oauth;

import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.ActiveTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.Revocations;
import dev.gatehouse.oauth.token.TokenService;
import dev.gatehouse.oauth.token.TokenStates;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What decides about tokens, makes them, and knows of those that were made. Immutable; its parts are thread-safe. */
public record TokenParts(
        ClientScopes scopes,
        Resources resources,
        Consents consents,
        TokenStates states,
        ActiveTokens active,
        Revocations revocations,
        RefreshTokens refreshTokens,
        AccessTokens accessTokens,
        IdTokens idTokens,
        TokenService granted) {

    static TokenParts on(
            AuthorizationServer.Surroundings surroundings, AuthorizationServer.Options options, SigningKeys keys) {
        Jdbi jdbi = surroundings.jdbi();
        Clock clock = surroundings.clock();
        String issuer = options.issuer().toString();
        int entries = options.cacheEntries();
        ClientScopes scopes =
                new ClientScopes(surroundings.clients(), surroundings.changes(), surroundings.serviceTopic(), entries);
        Resources resources = new Resources(issuer, jdbi, surroundings.changes(), surroundings.serviceTopic(), entries);
        TokenStates states = new TokenStates(jdbi);
        Revocations revocations = new Revocations(jdbi, options.tokenLifetime(), clock);
        Consents consents = new Consents(jdbi, revocations, clock);
        RefreshTokens refreshTokens = new RefreshTokens(jdbi, revocations, clock);
        AccessTokens accessTokens = new AccessTokens(issuer, options.tokenLifetime(), options.algorithm(), keys, clock);
        return new TokenParts(
                scopes,
                resources,
                consents,
                states,
                new ActiveTokens(issuer, keys, states, clock),
                revocations,
                refreshTokens,
                accessTokens,
                new IdTokens(issuer, keys, clock),
                new TokenService(accessTokens, refreshTokens, resources, consents, revocations));
    }
}
