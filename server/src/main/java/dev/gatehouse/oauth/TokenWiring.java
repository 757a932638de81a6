package dev.gatehouse.oauth;

import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.logout.SessionParties;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.ActiveTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.Revocations;
import dev.gatehouse.oauth.token.TokenService;
import dev.gatehouse.oauth.token.TokenStandings;
import dev.gatehouse.oauth.token.TokenStateStore;
import dev.gatehouse.store.RevocableMemory;
import dev.gatehouse.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What decides about tokens, makes them, and knows of those that were made. Its parts are thread-safe. */
final class TokenWiring {
    final ClientScopes scopes;
    final Resources resources;
    final Consents consents;
    final TokenStandings states;
    final ActiveTokens active;
    final Revocations revocations;
    final RefusalAudit refusals;
    final RefreshTokens refreshTokens;
    final Users users;
    final UserClaims claims;
    final AccessTokens accessTokens;
    final SessionParties parties;
    final IdTokens idTokens;
    final TokenService tokens;

    TokenWiring(AuthorizationServer.Dependencies on, AuthorizationServer.Options options, SigningKeys keys) {
        Jdbi jdbi = on.jdbi();
        Clock clock = on.clock();
        String issuer = options.issuer().toString();
        int entries = options.cacheEntries();
        scopes = new ClientScopes(on.clients(), on.changes(), on.scopeTopics(), entries, clock);
        resources = new Resources(issuer, jdbi, on.changes(), on.serviceTopic(), entries);
        states = new TokenStandings(new TokenStateStore(jdbi), scopes);
        revocations = new Revocations(jdbi, options.tokenLifetime(), clock);
        refusals = new RefusalAudit(jdbi);
        consents = new Consents(jdbi, revocations, clock);
        refreshTokens = new RefreshTokens(jdbi, revocations, refusals, options.refreshGrace(), clock);
        users = new Users(jdbi, clock, options.passwords());
        claims = new UserClaims(users, jdbi);
        accessTokens = new AccessTokens(issuer, options.tokenLifetime(), options.algorithm(), keys, claims, clock);
        parties = new SessionParties(jdbi, on.clients(), issuer);
        idTokens = new IdTokens(issuer, keys, parties, clock);
        active = new ActiveTokens(issuer, keys, states, on.changes(), activeMemory(on, entries), clock);
        tokens = new TokenService(scopes, accessTokens, refreshTokens, resources, consents, revocations);
    }

    /** Nobody is told of a token while changes are not heard without looking it up. */
    private static RevocableMemory.Options activeMemory(AuthorizationServer.Dependencies on, int entries) {
        List<String> restsOn = Stream.concat(
                        Stream.of(Clients.TOPIC, AuthorizationServer.KEYS_TOPIC), on.scopeTopics().stream())
                .toList();
        return new RevocableMemory.Options(entries, Duration.ZERO, restsOn, Revocations.TOPIC);
    }
}
