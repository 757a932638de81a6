package dev.gatehouse.app;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.LocalTokenVerifier;
import dev.gatehouse.access.changes.ChangeStreams;
import dev.gatehouse.access.issuers.TrustedIssuers;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.scope.ReservedScopes;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.settings.TrustedIssuer;
import dev.gatehouse.store.RevocableMemory;
import dev.gatehouse.users.Users;
import dev.gatehouse.users.password.PasswordRules;
import java.util.List;

/** Who issues tokens and whose tokens hold. */
public final class AccessWiring {
    private AccessWiring() {}

    public static AuthorizationServer authorizationServer(
            Infrastructure infrastructure,
            Clients clients,
            PasswordRules passwords,
            PageLanguages languages,
            Proofs proofs,
            OutgoingCalls outgoing) {
        return infrastructure.opened(new AuthorizationServer(
                new AuthorizationServer.Dependencies(
                        infrastructure.jdbi(),
                        infrastructure.masterKey(),
                        clients,
                        infrastructure.changes(),
                        Registry.TOPIC,
                        proofs,
                        new Downloads(outgoing.named()),
                        infrastructure.clock()),
                new AuthorizationServer.Options(
                        infrastructure.addresses().issuer(),
                        infrastructure.settings().access().accessTokenLifetime(),
                        infrastructure.settings().access().refreshGrace(),
                        infrastructure.settings().access().signingAlgorithm().name(),
                        infrastructure.cacheEntries(),
                        infrastructure.settings().access().trustedIssuers().stream()
                                .map(TrustedIssuer::issuer)
                                .toList(),
                        passwords,
                        languages)));
    }

    /** By which guards hear of what tokens and decisions rest on. */
    public static ChangeStreams changeStreams(Infrastructure infrastructure, Clients clients) {
        return new ChangeStreams(
                infrastructure.changes(),
                new ChangeStreams.Topics(
                        Registry.TOPIC,
                        AuthorizationServer.KEYS_TOPIC,
                        AuthorizationServer.REVOKED_TOPIC,
                        Clients.TOPIC,
                        Users.TOPIC),
                clients::owned,
                infrastructure.settings().vault().events().mostStreams());
    }

    /**
     * Tokens of every issuer, forgotten as soon as what they rest on changes.
     *
     * @param downloads fetches keys of the issuers that the operator named
     */
    public static BearerTokens bearerTokens(
            Infrastructure infrastructure,
            AuthorizationServer authorizationServer,
            OwnersAmongUsers owners,
            Proofs proofs,
            Downloads downloads) {
        String issuer = infrastructure.addresses().issuer().toString();
        TrustedIssuers otherIssuers = infrastructure.opened(new TrustedIssuers(
                infrastructure.settings().access().trustedIssuers(),
                downloads,
                owners,
                ReservedScopes::isReserved,
                infrastructure.clock()));
        return new BearerTokens(
                new LocalTokenVerifier(
                        issuer,
                        authorizationServer.keys(),
                        authorizationServer.states()::standing,
                        infrastructure.clock()),
                otherIssuers,
                proofs,
                issuer + "/.well-known/oauth-protected-resource",
                infrastructure.changes(),
                new RevocableMemory.Options(
                        infrastructure.cacheEntries(),
                        infrastructure.settings().access().decisionsOutlasting(),
                        List.of(Clients.TOPIC, Users.TOPIC, Registry.TOPIC, AuthorizationServer.KEYS_TOPIC),
                        AuthorizationServer.REVOKED_TOPIC),
                infrastructure.clock());
    }
}
