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
import java.util.regex.Pattern;

/** Does things for people with what opens the service to them. Thread-safe. */
public final class Accounts {
    /** What can be sent as one at all (RFC 6750 section 2.1). */
    private static final Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String connector;
    private final ServiceKind kind;
    private final Optional<StoredCredentials> credentials;
    private final RememberedCredentials remembered;

    /** What worked last is tried first, since an upload that was read has one try only. */
    private volatile boolean passwordsWork;

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
            case UserId.Entered entered -> entered(entered, begun, task);
            case UserId.Name name when credentials.isEmpty() -> withoutStorage(name.user(), task);
            case UserId.Name name -> twice(name.user(), begun, task);
        };
    }

    private <T> T entered(UserId.Entered entered, BooleanSupplier begun, AccountTask<T> task) throws IOException {
        Account password =
                new Account(entered.username(), new Credential.Password(entered.username(), entered.password()));
        Account token = new Account(entered.username(), new Credential.BearerToken(entered.password()));
        return switch (kind) {
            case LOGIN -> task.run(password);
            case API_KEY -> task.run(token);
            case OAUTH2 -> {
                boolean mayBeToken = BEARER_TOKEN.matcher(entered.password()).matches();
                yield mayBeToken ? either(token, password, begun, task) : task.run(password);
            }
            case OPEN ->
                throw ApiException.invalid(
                        "/userId", "holds a password, which cannot be checked here; send the person's name alone");
        };
    }

    /** Exporters send an access token there, people a password; the third party alone can tell the two apart. */
    private <T> T either(Account token, Account password, BooleanSupplier begun, AccountTask<T> task)
            throws IOException {
        boolean passwordFirst = passwordsWork;
        try {
            return task.run(passwordFirst ? password : token);
        } catch (ConnectorException e) {
            if (e.failure() != Failure.UNAUTHORIZED || begun.getAsBoolean()) {
                throw e;
            }
        }
        T result = task.run(passwordFirst ? token : password);
        passwordsWork = !passwordFirst;
        return result;
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
