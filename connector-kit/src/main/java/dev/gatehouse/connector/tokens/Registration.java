package dev.gatehouse.connector.tokens;

import dev.gatehouse.connector.tokens.TokenStorage.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registers a service at the token storage, patiently while that is away, and not at all where it refuses. */
public final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long MAX_PAUSE_MILLIS = 20_000;

    private final TokenStorage storage;
    private final Duration patience;

    /** @param patience how long to go on trying altogether */
    public Registration(TokenStorage storage, Duration patience) {
        this.storage = storage;
        this.patience = patience;
    }

    /** Why a service is not registered, in a sentence that says what to do. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Returns when the service is registered. @throws RefusedException when it is not and will not be */
    public void register(ObjectNode service) throws RefusedException {
        String name = service.get("servicename").asString();
        long deadline = System.nanoTime() + patience.toNanos();
        for (int attempt = 1; ; attempt++) {
            String problem = tryOnce(service, name);
            if (problem == null) {
                return;
            }
            long pause = pause(attempt);
            if (System.nanoTime() + pause * 1_000_000 > deadline) {
                throw new RefusedException("The token storage at " + storage + " does not register " + name + ": "
                        + problem + ". It was tried " + attempt + " times in " + patience.toSeconds() + " s.");
            }
            LOG.warn(
                    "the token storage at {} does not register {} yet: {}; attempt {} follows in {} ms",
                    storage,
                    name,
                    problem,
                    attempt + 1,
                    pause);
            sleep(pause);
        }
    }

    /** Null once it is registered; a problem that may pass otherwise. */
    private @Nullable String tryOnce(ObjectNode service, String name) throws RefusedException {
        Reply reply;
        try {
            reply = storage.register(service);
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        if (reply.status() == 200 && reply.body().path("success").booleanValue(false)) {
            LOG.info("registered {} at the token storage {}", name, storage);
            return null;
        }
        if (reply.status() == 408 || reply.status() == 429 || reply.status() >= 500) {
            return "it answers " + reply.status() + " " + reply.description();
        }
        throw new RefusedException(refusal(reply, name));
    }

    private String refusal(Reply reply, String name) {
        String said = " (" + reply.description() + ")";
        return switch (reply.status()) {
            case 409 ->
                "The name " + name + " is taken: another client registered it at " + storage
                        + ". Give this connector another name, or start it with that client's id and secret in"
                        + " CENTRAL_SERVICE_TOKEN_STORAGE" + said + ".";
            case 401 ->
                "The token storage at " + storage + " does not know this connector: put the id and secret of a client"
                        + " into CENTRAL_SERVICE_TOKEN_STORAGE, as http://ID:SECRET@host:6883/token-storage" + said
                        + ".";
            case 403 ->
                "The client of this connector may not register services at " + storage
                        + ": give it the scopes token-storage.r and token-storage.w" + said + ".";
            case 404 -> "There is no token storage at " + storage + ": check CENTRAL_SERVICE_TOKEN_STORAGE.";
            default ->
                "The token storage at " + storage + " refuses to register " + name + " (status " + reply.status()
                        + "): " + reply.description() + violations(reply.body());
        };
    }

    private static String violations(JsonNode body) {
        StringBuilder all = new StringBuilder();
        for (JsonNode violation : body.path("violations")) {
            all.append("; ")
                    .append(violation.path("pointer").asString())
                    .append(' ')
                    .append(violation.path("problem").asString());
        }
        return all.toString();
    }

    /** Doubles, and is spread so that connectors which start together do not come together again. */
    private static long pause(int attempt) {
        long longest = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
        return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    }

    private static void sleep(long millis) throws RefusedException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while registering");
        }
    }
}
