package dev.gatehouse.vault.connector;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.ShownText;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Registers third-party services. Each change is one transaction with its audit row. Thread-safe. */
public final class Connectors {
    private final Jdbi jdbi;
    private final ConnectorStore store;
    private final Clock clock;

    public Connectors(Jdbi jdbi, ConnectorStore store, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.clock = clock;
    }

    /** What a registration did. */
    public enum Outcome {
        NEW,
        /** The same registrant registered it before; what changed is stored. */
        REPEATED
    }

    /**
     * Registers a service for the calling client. Of callers who do so at the same time with one name, one wins.
     *
     * @throws dev.gatehouse.api.ApiException ERR12132 where another client registered the name
     */
    public Outcome register(Caller caller, ConnectorInput.Given given) {
        Instant now = Times.now(clock);
        Connector connector = given.registeredBy(caller.clientId(), now);
        return jdbi.inTransaction(handle -> {
            Optional<ConnectorStore.Registered> before = store.lock(handle, connector.name());
            if (before.isEmpty()) {
                ShownText.requireName("/servicename", connector.name());
            }
            if (before.isEmpty() && store.insert(handle, connector, given.clientSecret())) {
                AuditStore.record(handle, caller, "connector.create", subject(connector.name()), connector);
                return Outcome.NEW;
            }
            update(handle, caller, before.orElseGet(() -> inserted(handle, connector.name())), connector, given);
            return Outcome.REPEATED;
        });
    }

    /** Somebody else's insert came first; it is committed by now. */
    private ConnectorStore.Registered inserted(Handle handle, String name) {
        return store.lock(handle, name).orElseThrow(() -> ErrorCode.CONNECTOR_EXISTS.with(name));
    }

    private void update(
            Handle handle,
            Caller caller,
            ConnectorStore.Registered before,
            Connector connector,
            ConnectorInput.Given given) {
        if (!before.connector().registrant().equals(caller.clientId())) {
            throw ErrorCode.CONNECTOR_EXISTS.with(connector.name());
        }
        boolean same = before.connector()
                        .registeredBy(caller.clientId(), connector.dates().updated())
                        .equals(connector)
                && Objects.equals(before.clientSecret(), given.clientSecret());
        if (!same) {
            store.update(handle, connector, given.clientSecret());
            AuditStore.record(handle, caller, "connector.update", subject(connector.name()), connector);
        }
    }

    /** @throws dev.gatehouse.api.ApiException ERR12130 */
    public ConnectorStore.Registered get(String name) {
        return jdbi.withHandle(handle -> store.findWithSecret(handle, name))
                .orElseThrow(() -> ErrorCode.CONNECTOR_NOT_FOUND.with(name));
    }

    /**
     * Connectors in the order of their registration.
     *
     * @param after those that follow: the {@link RegistrationPlace#key} or the name of one; null from the first
     * @throws dev.gatehouse.api.ApiException ERR11010 for what is neither
     */
    public List<ConnectorStore.Registered> list(@Nullable String after, int most) {
        return jdbi.withHandle(handle -> store.list(handle, after == null ? null : place(handle, after), most));
    }

    private RegistrationPlace place(Handle handle, String after) {
        return RegistrationPlace.parse(after)
                .or(() -> store.find(handle, VaultNames.normalized(after)).map(RegistrationPlace::of))
                .orElseThrow(() -> ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "after", after, "go on by the link of the list, or send the name of a service in it"));
    }

    /**
     * Removes a service with every connection to it.
     *
     * @throws dev.gatehouse.api.ApiException ERR12130 or, for who is neither its registrant nor an administrator,
     *     ERR11620
     */
    public void delete(Caller caller, String name) {
        jdbi.useTransaction(handle -> {
            Connector before = store.lock(handle, name)
                    .orElseThrow(() -> ErrorCode.CONNECTOR_NOT_FOUND.with(name))
                    .connector();
            if (!caller.isAdministrator() && !before.registrant().equals(caller.clientId())) {
                throw ErrorCode.PERMISSION_DENIED.with("Client " + caller.clientId() + " may not remove service " + name
                        + ", which another client registered; that needs the scope oauth.admin");
            }
            store.delete(handle, name);
            AuditStore.record(handle, caller, "connector.delete", subject(name), before);
        });
    }

    public static String subject(String name) {
        return "connector/" + name;
    }
}
