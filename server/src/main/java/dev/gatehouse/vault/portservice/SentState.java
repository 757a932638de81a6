package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A state as integrations send it along: the {@code jwt} of a service, or an object in Base64 that holds it beside the person
 * whom they connect. Its text form shows nothing.
 *
 * @param userId whom the integration names, which nobody signed; null where it names nobody
 */
record SentState(String jwt, @Nullable String userId) {
    private static final int MAX_LENGTH = 24_000;

    /** Empty for what is none of the two; other states of ours have no dot, and are no objects. */
    static Optional<SentState> of(@Nullable String state) {
        if (state == null || state.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return state.indexOf('.') >= 0 ? Optional.of(new SentState(state, null)) : wrapped(state);
    }

    private static Optional<SentState> wrapped(String state) {
        try {
            // In a query, a plus sign that nobody encoded has become a space.
            String text = state.replace(' ', '+').replace('+', '-').replace('/', '_');
            JsonNode object = Json.parse(Base64.getUrlDecoder().decode(text));
            String jwt = object.path("jwt").stringValue("");
            String user = object.path("user").stringValue("");
            return jwt.indexOf('.') < 0
                    ? Optional.empty()
                    : Optional.of(new SentState(jwt, user.isEmpty() ? null : user));
        } catch (IllegalArgumentException | ApiException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SentState[hidden]";
    }
}
