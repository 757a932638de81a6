package dev.gatehouse.connector.tokens;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.http.ConnectorError;
import dev.gatehouse.connector.tokens.TokenStorage.Reply;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Fetches from the token storage what opens the service to a person. Thread-safe. */
final class StoredCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCredentials.class);

    /** For how long an access token has to be good, in seconds; transfers that last longer have begun by then. */
    private static final int MIN_VALID = 60;

    /** Nobody is told when a connection ends, so that nothing is remembered for long. */
    private static final Duration MAX_TIME = Duration.ofSeconds(60);

    private final TokenStorage storage;
    private final String connector;
    private final ServiceKind kind;

    StoredCredentials(TokenStorage storage, String connector, ServiceKind kind) {
        this.storage = storage;
        this.connector = connector;
        this.kind = kind;
    }

    /** What was fetched, and for how long to remember it. */
    record Fetched(Credential credential, Duration remembered) {}

    /** @throws ApiException where there is nothing for the person, or the token storage cannot say */
    Fetched fetch(String user) {
        return kind == ServiceKind.OAUTH2 ? accessToken(user) : entered(user);
    }

    private Fetched accessToken(String user) {
        JsonNode token = ask(user, () -> storage.accessToken(user, connector, MIN_VALID));
        Duration remembered = MAX_TIME;
        if (token.path("expires_in").isNumber()) {
            Duration left = Duration.ofSeconds(token.get("expires_in").asLong() - MIN_VALID / 2);
            remembered = left.compareTo(MAX_TIME) < 0 ? left : MAX_TIME;
        }
        return new Fetched(new Credential.BearerToken(token.path("access_token").asString("")), remembered);
    }

    private Fetched entered(String user) {
        JsonNode data = ask(user, () -> storage.credentials(user, connector)).path("data");
        String secret = data.path("access_token").asString("");
        String username = data.path("user").path("data").path("username").asString(user);
        Credential credential = switch (kind) {
            case LOGIN -> new Credential.Password(username, secret);
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
        ask(user, () -> storage.refresh(user, connector));
    }

    ApiException reconnect(String user) {
        return ConnectorError.RECONNECT_REQUIRED.with(connector, user, place());
    }

    private String place() {
        return "/connect/" + connector + " of the token storage's public listener";
    }

    private interface Question {
        Reply ask() throws IOException;
    }

    private JsonNode ask(String user, Question question) {
        Reply reply;
        try {
            reply = question.ask();
        } catch (IOException e) {
            LOG.warn("the token storage {} cannot be asked: {}", storage, e.toString());
            throw ConnectorError.TOKEN_STORAGE_UNAVAILABLE.with(connector, "it does not answer");
        }
        return switch (reply.status()) {
            case 200 -> reply.body();
            case 404 -> throw ConnectorError.NOT_CONNECTED.with(user, connector, place());
            case 409 -> throw reconnect(user);
            case 400 ->
                throw ApiException.invalid("/userId", "is not accepted by the token storage: " + reply.description());
            case 401, 403 -> {
                LOG.error("the token storage {} refuses this connector: {}", storage, reply.description());
                throw ConnectorError.TOKEN_STORAGE_REFUSES.with(reply.description());
            }
            default ->
                throw ConnectorError.TOKEN_STORAGE_UNAVAILABLE
                        .with(connector, reply.description())
                        .withHeader("Retry-After", reply.retryAfter());
        };
    }
}
