package dev.gatehouse.connector.tokens;

import dev.gatehouse.client.call.BodyViolation;
import dev.gatehouse.client.call.GatehouseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
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
        JsonNode answer;
        try {
            answer = storage.register(service);
        } catch (GatehouseException e) {
            if (e.status() == 0) {
                return TokenStorage.description(e);
            }
            if (e.status() == 408 || e.status() == 429 || e.status() >= 500) {
                return "it answers " + e.status() + " " + TokenStorage.description(e);
            }
            throw new RefusedException(refusal(e, name));
        }
        if (!answer.path("success").booleanValue(false)) {
            throw new RefusedException(
                    refuses(name, 200, answer.path("description").asString("status 200")));
        }
        LOG.info("registered {} at the token storage {}", name, storage);
        return null;
    }

    private String refusal(GatehouseException failure, String name) {
        String description = TokenStorage.description(failure);
        String said = " (" + description + ")";
        return switch (failure.status()) {
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
            default -> refuses(name, failure.status(), description + violations(failure.violations()));
        };
    }

    private String refuses(String name, int status, String reason) {
        return "The token storage at " + storage + " refuses to register " + name + " (status " + status + "): "
                + reason;
    }

    private static String violations(List<BodyViolation> violations) {
        return violations.stream()
                .map(each -> "; " + each.pointer() + " " + each.problem())
                .collect(Collectors.joining());
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
