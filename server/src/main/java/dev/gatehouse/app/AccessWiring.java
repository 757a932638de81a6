package dev.gatehouse.app;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.LocalTokenVerifier;
import dev.gatehouse.access.issuers.TrustedIssuers;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.scope.ReservedScopes;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.settings.TrustedIssuer;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.users.Users;
import java.util.function.Consumer;

/** Who issues tokens and whose tokens hold. */
public final class AccessWiring {
    private AccessWiring() {}

    public static AuthorizationServer authorizationServer(Infrastructure infrastructure, Clients clients) {
        return infrastructure.opened(new AuthorizationServer(
                new AuthorizationServer.Dependencies(
                        infrastructure.jdbi(),
                        infrastructure.masterKey(),
                        clients,
                        infrastructure.changes(),
                        Registry.TOPIC,
                        infrastructure.clock()),
                new AuthorizationServer.Options(
                        infrastructure.addresses().issuer(),
                        infrastructure.settings().access().accessTokenLifetime(),
                        infrastructure.settings().access().signingAlgorithm().name(),
                        infrastructure.cacheEntries(),
                        infrastructure.settings().access().trustedIssuers().stream()
                                .map(TrustedIssuer::issuer)
                                .toList())));
    }

    /** Tokens of every issuer, forgotten as soon as what they rest on changes. */
    public static BearerTokens bearerTokens(
            Infrastructure infrastructure, AuthorizationServer authorizationServer, Users users) {
        String issuer = infrastructure.addresses().issuer().toString();
        TrustedIssuers otherIssuers = infrastructure.opened(new TrustedIssuers(
                infrastructure.settings().access().trustedIssuers(),
                new OwnersAmongUsers(users),
                ReservedScopes::isReserved));
        BearerTokens tokens = new BearerTokens(
                new LocalTokenVerifier(issuer, authorizationServer.keys(), authorizationServer.states()::actsAs),
                otherIssuers,
                issuer + "/.well-known/oauth-protected-resource",
                infrastructure.cacheEntries());

        ChangeFeed changes = infrastructure.changes();
        changes.subscribe(Clients.TOPIC, new Forgetting(tokens, key -> tokens.forget()));
        changes.subscribe(Users.TOPIC, new Forgetting(tokens, key -> tokens.forget()));
        changes.subscribe(AuthorizationServer.REVOKED_TOPIC, new Forgetting(tokens, tokens::revoked));
        authorizationServer.keys().onChange(tokens::forget);
        return tokens;
    }

    /** @param onChange what a change that was heard means; one that may have been missed may have been any */
    private record Forgetting(BearerTokens tokens, Consumer<String> onChange) implements ChangeFeed.Listener {
        @Override
        public void changed(String key) {
            onChange.accept(key);
        }

        @Override
        public void lost() {
            tokens.forget();
        }

        @Override
        public void unheard() {
            tokens.unheard();
        }
    }
}
