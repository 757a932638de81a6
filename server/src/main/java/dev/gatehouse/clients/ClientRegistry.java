package dev.gatehouse.clients;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.ClientAuthority;
import dev.gatehouse.clients.scope.GivenScopes;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Registers clients. Each change is one transaction with its audit row, which never holds a secret.
 *
 * <p>Thread-safe.
 */
public final class ClientRegistry {
    private final Jdbi jdbi;
    private final Clock clock;
    private final ServedClients served;
    private final GivenScopes givenScopes;
    private final ClientStore store = new ClientStore();
    private final SecretStore secrets = new SecretStore();
    private final ManagedClients managed = new ManagedClients();
    private final AskedScopes askedScopes = new AskedScopes();
    private final ClientAuthority authority = new ClientAuthority();

    /** @param served what clients can be registered for */
    public ClientRegistry(Jdbi jdbi, Clock clock, ServedClients served) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.served = served;
        this.givenScopes = new GivenScopes(served.systemScopes());
    }

    /** A page of clients and, where the page is counted, how many there are. */
    record Listing(List<Client> clients, long total) {}

    /**
     * The caller's clients; everybody's for an administrator.
     *
     * @param prefix only clients whose id starts with it; null for all
     */
    Listing list(Caller caller, Page page, @Nullable String prefix) {
        KeyedPage keyed = new KeyedPage(page, prefix);
        String owner = caller.isAdministrator() ? null : caller.userId();
        return jdbi.withHandle(handle -> new Listing(
                store.list(handle, keyed, owner), keyed.isCounted() ? store.count(handle, keyed, owner) : 0));
    }

    /** @throws ApiException ERR12014 or ERR11620 */
    Client get(Caller caller, String clientId) {
        Client client = jdbi.withHandle(handle -> store.find(handle, clientId))
                .orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(clientId))
                .client();
        ClientOwnership.check(caller, client);
        return client;
    }

    /**
     * Registers a client; without an owner it is the caller's.
     *
     * @param registrationTokenHash of the token with which the client manages itself (RFC 7592), or null
     * @throws ApiException ERR11004, ERR11620, ERR12013 or ERR12019
     */
    public ShownClient create(Caller caller, ClientInput given, byte @Nullable [] registrationTokenHash) {
        if (given.identity().clientId() != null) {
            ClientOwnership.requireAdministrator(caller, "choose the id of a client");
        }
        String owner = given.identity().ownerId() == null
                ? caller.userId()
                : given.identity().ownerId();
        ClientOwnership.checkNewOwner(caller, owner);
        String clientId = given.identity().clientId() == null
                ? UUID.randomUUID().toString()
                : given.identity().clientId();
        Instant now = Times.now(clock);
        Client asked =
                ClientRules.completed(given, clientId, owner, null, served).with(new Timestamps(now, now));
        ClientOwnership.checkPrivileges(caller, null, asked);
        SecretValue secret = asked.usesSecret() ? SecretValue.generate() : null;
        byte[] secretHash = secret == null ? null : secret.hash();
        return explained(
                clientId,
                owner,
                () -> jdbi.inTransaction(handle -> {
                    givenScopes.check(handle, caller, "", asked.scope());
                    AskedScopes.Outcome outcome = askedScopes.decide(handle, caller, asked);
                    Client client = outcome.client();
                    if (store.isUserId(handle, clientId)) {
                        throw ErrorCode.CLIENT_ID_EXISTS.with(clientId);
                    }
                    store.insert(
                            handle,
                            new ClientStore.Registered(
                                    client, secretHash, registrationToken(handle, client, registrationTokenHash)));
                    AuditStore.record(handle, caller, "client.create", subject(clientId), client);
                    return new ShownClient(client, secret, askedScopes.keep(handle, caller, outcome));
                }));
    }

    private ClientStore.@Nullable RegistrationToken registrationToken(
            Handle handle, Client client, byte @Nullable [] hash) {
        return hash == null
                ? null
                : new ClientStore.RegistrationToken(
                        hash, String.join(" ", authority.systemScopes(handle, client.subject())));
    }

    /**
     * Replaces what is said of a client. What decides about its rights stays where it is left out: owner, type, profile,
     * scope, grant types and authentication method.
     *
     * @return with a new secret where the client needs one now and had none
     * @throws ApiException ERR11004, ERR11620, ERR12013, ERR12014 or ERR12101
     */
    public ShownClient update(Manager manager, String clientId, ClientInput given, Precondition precondition) {
        Caller caller = manager.caller();
        return explained(
                clientId,
                given.identity().ownerId(),
                () -> jdbi.inTransaction(handle -> {
                    ClientStore.Registered before = lock(handle, manager, clientId, precondition);
                    AskedScopes.Outcome outcome = changed(handle, caller, given, before.client());
                    Client after = outcome.client();
                    store.update(handle, after);
                    List<Long> waiting = askedScopes.keep(handle, caller, outcome);
                    askedScopes.settle(handle, caller, after);
                    if (!after.ownerId().equals(before.client().ownerId())) {
                        store.endRegistrationToken(handle, after.clientId());
                    }
                    SecretValue secret = fittingSecret(handle, before, after);
                    AuditStore.record(handle, caller, "client.update", subject(after.clientId()), after);
                    ChangeFeed.announce(handle, Clients.TOPIC, after.clientId());
                    return new ShownClient(after, secret, waiting);
                }));
    }

    private AskedScopes.Outcome changed(Handle handle, Caller caller, ClientInput given, Client before) {
        String owner = given.identity().ownerId() == null
                ? before.ownerId()
                : given.identity().ownerId();
        if (!owner.equals(before.ownerId())) {
            ClientOwnership.checkNewOwner(caller, owner);
        }
        Client after = ClientRules.completed(given, before.clientId(), owner, before, served)
                .with(new Timestamps(before.times().createDt(), Times.now(clock)));
        ClientOwnership.checkPrivileges(caller, before, after);
        givenScopes.check(handle, caller, before.scope(), after.scope());
        return given.grants().scope() == null
                ? AskedScopes.Outcome.asBefore(after)
                : askedScopes.decide(handle, caller, after);
    }

    /** A client that authenticates in another way now loses its secrets, or gets its first. */
    private @Nullable SecretValue fittingSecret(Handle handle, ClientStore.Registered before, Client after) {
        if (!after.usesSecret()) {
            secrets.clear(handle, after.clientId());
            return null;
        }
        if (before.secretHash() != null) {
            return null;
        }
        SecretValue secret = SecretValue.generate();
        Instant now = Times.now(clock);
        secrets.replace(handle, after.clientId(), null, secret.hash(), now, now);
        return secret;
    }

    /**
     * Gives a client another secret.
     *
     * @param overlap how long the secrets before it work at most; zero ends them at once
     * @throws ApiException ERR11620, ERR12014, ERR12101 or ERR12120
     */
    NewSecret rotateSecret(Manager manager, String clientId, Duration overlap, Precondition precondition) {
        Caller caller = manager.caller();
        SecretValue secret = SecretValue.generate();
        return jdbi.inTransaction(handle -> {
            ClientStore.Registered before = lock(handle, manager, clientId, precondition);
            ClientOwnership.checkSecret(caller, before.client());
            if (!before.client().usesSecret()) {
                throw ErrorCode.CLIENT_WITHOUT_SECRET.with(
                        clientId, before.client().tokenEndpointAuthMethod());
            }
            Instant now = Times.now(clock);
            Instant oldExpires = now.plus(overlap);
            secrets.replace(handle, clientId, before.secretHash(), secret.hash(), now, oldExpires);
            AuditStore.record(
                    handle, caller, "client.secret", subject(clientId), Map.of("oldSecretExpireDt", oldExpires));
            ChangeFeed.announce(handle, Clients.TOPIC, clientId);
            return new NewSecret(clientId, secret, overlap.isZero() ? null : oldExpires);
        });
    }

    /**
     * Removes a client with its secrets and links; its tokens end with it.
     *
     * @throws ApiException ERR11620, ERR12014 or ERR12101
     */
    public void delete(Manager manager, String clientId, Precondition precondition) {
        jdbi.useTransaction(handle -> {
            Client before = lock(handle, manager, clientId, precondition).client();
            store.delete(handle, clientId);
            AuditStore.record(handle, manager.caller(), "client.delete", subject(clientId), before);
            ChangeFeed.announce(handle, Clients.TOPIC, clientId);
        });
    }

    private ClientStore.Registered lock(Handle handle, Manager manager, String clientId, Precondition precondition) {
        ClientStore.Registered registered = managed.lock(handle, manager, clientId);
        precondition.check("Client " + clientId, registered.client());
        return registered;
    }

    private static ShownClient explained(String clientId, @Nullable String ownerId, Supplier<ShownClient> write) {
        try {
            return write.get();
        } catch (JdbiException e) {
            if (DatabaseFailures.isUniqueViolation(e, "client_pkey")) {
                throw ErrorCode.CLIENT_ID_EXISTS.with(clientId);
            }
            if (DatabaseFailures.isForeignKeyViolation(e, "client_owner_exists")) {
                throw ErrorCode.USER_NOT_FOUND.with(String.valueOf(ownerId));
            }
            throw e;
        }
    }

    public static String subject(String clientId) {
        return "client/" + clientId;
    }
}
