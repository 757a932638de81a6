package dev.gatehouse.app;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.access.AccessRequestRoutes;
import dev.gatehouse.clients.access.AccessRequests;
import dev.gatehouse.clients.access.ServiceAccess;
import dev.gatehouse.clients.access.ServiceAccessRoutes;
import dev.gatehouse.clients.handover.OwnedClients;
import dev.gatehouse.clients.link.ClientLinking;
import dev.gatehouse.clients.link.LinkRoutes;
import dev.gatehouse.clients.registration.DynamicRegistration;
import dev.gatehouse.clients.registration.RegistrationRoutes;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.Route;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.registry.OwnedServices;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.users.PasswordChange;
import dev.gatehouse.users.PasswordRoutes;
import dev.gatehouse.users.UserRoutes;
import dev.gatehouse.users.Users;
import dev.gatehouse.users.password.PasswordRules;
import dev.gatehouse.users.team.Handover;
import dev.gatehouse.users.team.TeamRoutes;
import dev.gatehouse.users.team.Teams;
import dev.gatehouse.vault.ConnectWiring;
import dev.gatehouse.vault.webhook.ToldClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** People, teams and clients, who vouches for them, and how they show who they are. */
public record Identities(
        Users users,
        Teams teams,
        GuessThrottle throttle,
        PasswordRules passwords,
        PageLanguages languages,
        Clients clients,
        AuthorizationServer authorizationServer,
        BearerTokens bearerTokens) {
    private static final List<Holding> HOLDINGS = List.of(new OwnedServices(), new OwnedClients());

    /** @param outgoing fetches keys of others */
    public static Identities open(Infrastructure infrastructure, OutgoingCalls outgoing) {
        Jdbi jdbi = infrastructure.jdbi();
        Clock clock = infrastructure.clock();
        PasswordRules passwords = passwords(infrastructure.settings().access().passwordList());
        PageLanguages languages = languages(infrastructure.settings().access().textsDirectory());
        Users users = new Users(jdbi, clock, passwords);
        Teams teams = new Teams(jdbi, clock, HOLDINGS);
        Clients clients = new Clients(jdbi, clock);
        Proofs proofs = new Proofs(clock);
        AuthorizationServer authorizationServer =
                AccessWiring.authorizationServer(infrastructure, clients, passwords, languages, proofs, outgoing);
        return new Identities(
                users,
                teams,
                new GuessThrottle(jdbi, clock),
                passwords,
                languages,
                clients,
                authorizationServer,
                AccessWiring.bearerTokens(
                        infrastructure,
                        authorizationServer,
                        new OwnersAmongUsers(users, teams),
                        proofs,
                        new Downloads(outgoing.configured())));
    }

    private static PasswordRules passwords(Optional<Path> list) {
        PasswordRules shipped = PasswordRules.shipped();
        try {
            return list.isPresent() ? shipped.with(list.get()) : shipped;
        } catch (IOException e) {
            throw new StartupException("The password-list " + list.get() + " cannot be used: " + e.getMessage());
        }
    }

    private static PageLanguages languages(Optional<Path> folder) {
        PageLanguages shipped = PageLanguages.shipped();
        try {
            return folder.isPresent() ? shipped.with(folder.get()) : shipped;
        } catch (IOException e) {
            throw new StartupException("The texts-directory " + folder.get() + " cannot be used: " + e.getMessage());
        }
    }

    /** What the vault asks about them. */
    public ConnectWiring.Neighbours connecting() {
        return new ConnectWiring.Neighbours(
                authorizationServer.visitors(),
                languages,
                new ConnectingClients(clients, authorizationServer),
                throttle::count,
                new ConnectStates(authorizationServer.stateTokens()));
    }

    /** What delivering events asks about them. */
    public ToldClients told() {
        return new HearingClients(clients, authorizationServer);
    }

    /** Operations of the admin listener. */
    public List<Route> adminRoutes(Infrastructure infrastructure) {
        Jdbi jdbi = infrastructure.jdbi();
        Clock clock = infrastructure.clock();
        return Route.together(
                new UserRoutes(users).all(),
                new TeamRoutes(teams, new Handover(jdbi, clock, HOLDINGS)).all(),
                new PasswordRoutes(new PasswordChange(jdbi, clock, throttle, passwords)).all(),
                new ClientRoutes(clientRegistry(infrastructure)).all(),
                new LinkRoutes(new ClientLinking(jdbi)).all(),
                new AccessRequestRoutes(new AccessRequests(jdbi, clock)).all(),
                new ServiceAccessRoutes(new ServiceAccess(jdbi)).all(),
                authorizationServer.adminRoutes());
    }

    /** Operations of the public listener. */
    public List<Route> publicRoutes(Infrastructure infrastructure) {
        return Route.together(
                authorizationServer.routes(),
                new RegistrationRoutes(new DynamicRegistration(
                                infrastructure.jdbi(),
                                clientRegistry(infrastructure),
                                clients,
                                URI.create(infrastructure.addresses().issuer() + "/oauth2/register")))
                        .all());
    }

    private ClientRegistry clientRegistry(Infrastructure infrastructure) {
        return new ClientRegistry(infrastructure.jdbi(), infrastructure.clock(), authorizationServer.served());
    }
}
