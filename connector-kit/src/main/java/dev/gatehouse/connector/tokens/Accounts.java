package dev.gatehouse.connector.tokens;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.http.ConnectorError;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Does things for people with what opens the service to them. Thread-safe. */
public final class Accounts {
    private final String connector;
    private final ServiceKind kind;
    private final Optional<StoredCredentials> credentials;
    private final RememberedCredentials remembered;

    /** @param storage none where the connector runs without a token storage */
    public Accounts(String connector, ServiceKind kind, Optional<TokenStorage> storage) {
        this(connector, kind, storage, System::nanoTime);
    }

    Accounts(String connector, ServiceKind kind, Optional<TokenStorage> storage, LongSupplier nanos) {
        this.connector = connector;
        this.kind = kind;
        this.credentials = storage.map(each -> new StoredCredentials(each, connector, kind));
        this.remembered =
                new RememberedCredentials(user -> credentials.orElseThrow().fetch(user), nanos);
    }

    /**
     * Does a task for the person whom the text names.
     *
     * @param begun whether something of the task cannot be done again
     * @throws ApiException where the person is not connected, has to connect again, or the token storage cannot be asked
     */
    public <T> T call(String userId, BooleanSupplier begun, AccountTask<T> task) throws IOException {
        return switch (UserId.parse(userId, connector)) {
            case UserId.Entered entered -> once(entered, task);
            case UserId.Name name when credentials.isEmpty() -> withoutStorage(name.user(), task);
            case UserId.Name name -> twice(name.user(), begun, task);
        };
    }

    private <T> T once(UserId.Entered entered, AccountTask<T> task) throws IOException {
        Credential credential = switch (kind) {
            case LOGIN -> new Credential.Password(entered.username(), entered.password());
            case API_KEY -> new Credential.BearerToken(entered.password());
            case OAUTH2 -> new Credential.Password(entered.username(), entered.password());
            case OPEN ->
                throw ApiException.invalid(
                        "/userId", "holds a password, which cannot be checked here; send the person's name alone");
        };
        return task.run(new Account(entered.username(), credential));
    }

    private <T> T withoutStorage(String user, AccountTask<T> task) throws IOException {
        if (kind != ServiceKind.OPEN) {
            throw ApiException.invalid(
                    "/userId",
                    "names a person, but this connector runs without a token storage; send " + connector
                            + "://<username>:<password>");
        }
        return task.run(new Account(user, new Credential.None()));
    }

    private <T> T twice(String user, BooleanSupplier begun, AccountTask<T> task) throws IOException {
        Credential first = remembered.get(user);
        try {
            return task.run(new Account(user, first));
        } catch (ConnectorException e) {
            if (e.failure() != Failure.UNAUTHORIZED) {
                throw e;
            }
        }
        Credential second =
                remembered.renewed(user, first, () -> credentials.orElseThrow().renew(user));
        if (begun.getAsBoolean()) {
            throw ConnectorError.TOKEN_RENEWED.with(user).withHeader("Retry-After", "1");
        }
        try {
            return task.run(new Account(user, second));
        } catch (ConnectorException e) {
            throw e.failure() == Failure.UNAUTHORIZED
                    ? credentials.orElseThrow().reconnect(user).because(e)
                    : e;
        }
    }
}
