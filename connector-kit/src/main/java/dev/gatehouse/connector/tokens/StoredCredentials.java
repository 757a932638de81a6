package dev.gatehouse.connector.tokens;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.connection.ConnectionToken;
import dev.gatehouse.client.tokenstorage.StoredToken;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.http.ConnectorError;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches from the token storage what opens the service to a person. Thread-safe. */
final class StoredCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCredentials.class);

    /** Nobody is told when a connection ends, so that nothing is remembered for long. */
    private static final Duration MAX_TIME = Duration.ofSeconds(60);

    /** After which callers try again where the token storage does not say. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TokenStorage storage;
    private final String connector;
    private final ServiceKind kind;

    StoredCredentials(TokenStorage storage, String connector, ServiceKind kind) {
        this.storage = storage;
        this.connector = connector;
        this.kind = kind;
    }

    /**
     * What was fetched.
     *
     * @param remembered for how long to remember it, from when it was asked for; not at all unless positive
     */
    record Fetched(Credential credential, Duration remembered) {}

    /** @throws ApiException where there is nothing for the person, or the token storage cannot say */
    Fetched fetch(String user) {
        return kind == ServiceKind.OAUTH2 ? accessToken(user) : entered(user);
    }

    private Fetched accessToken(String user) {
        ConnectionToken token = ask(user, () -> storage.accessToken(user, connector));
        return new Fetched(new Credential.BearerToken(token.accessToken().reveal()), remembered(token.expiresIn()));
    }

    /** Not to its end, so that whoever gets it last can still use it. */
    private static Duration remembered(@Nullable Long expiresIn) {
        if (expiresIn == null || expiresIn >= 2 * MAX_TIME.toSeconds()) {
            return MAX_TIME;
        }
        Duration most = Duration.ofSeconds(expiresIn).multipliedBy(3).dividedBy(4);
        return most.compareTo(MAX_TIME) < 0 ? most : MAX_TIME;
    }

    private Fetched entered(String user) {
        StoredToken token = ask(user, () -> storage.credentials(user, connector));
        Secret entered = token.accessToken();
        String secret = entered == null ? "" : entered.reveal();
        Credential credential = switch (kind) {
            case LOGIN -> new Credential.Password(token.user().data().username(), secret);
            case API_KEY -> new Credential.BearerToken(secret);
            default -> new Credential.None();
        };
        return new Fetched(credential, MAX_TIME);
    }

    /** Has the token storage get another access token. @throws ApiException where it cannot */
    void renew(String user) {
        if (kind != ServiceKind.OAUTH2) {
            throw reconnect(user);
        }
        ask(user, () -> {
            storage.refresh(user, connector);
            return user;
        });
    }

    ApiException reconnect(String user) {
        return ConnectorError.RECONNECT_REQUIRED.with(connector, user, place());
    }

    private String place() {
        return "/connect/" + connector + " of the token storage's public listener";
    }

    private <T> T ask(String user, Supplier<T> question) {
        try {
            return question.get();
        } catch (GatehouseException e) {
            throw failure(user, e);
        } catch (IllegalArgumentException e) {
            // Nobody there has a name that fits no path.
            throw notConnected(user);
        }
    }

    private ApiException failure(String user, GatehouseException problem) {
        String description = TokenStorage.description(problem);
        return switch (problem.status()) {
            case 0 -> {
                LOG.warn("the token storage {} cannot be asked: {}", storage, String.valueOf(problem.getCause()));
                yield ConnectorError.TOKEN_STORAGE_UNAVAILABLE.with(connector, "it does not answer");
            }
            case 404 -> notConnected(user);
            case 409 -> reconnect(user);
            case 400 -> ApiException.invalid("/userId", "is not accepted by the token storage: " + description);
            case 401, 403 -> {
                LOG.error("the token storage {} refuses this connector: {}", storage, description);
                yield ConnectorError.TOKEN_STORAGE_REFUSES.with(description);
            }
            default ->
                ConnectorError.TOKEN_STORAGE_UNAVAILABLE
                        .with(connector, description)
                        .withHeader("Retry-After", seconds(problem.retryAfter()));
        };
    }

    private ApiException notConnected(String user) {
        return ConnectorError.NOT_CONNECTED.with(user, connector, place());
    }

    private static String seconds(Optional<Duration> retryAfter) {
        return String.valueOf(retryAfter.orElse(PAUSE).toSeconds());
    }
}
