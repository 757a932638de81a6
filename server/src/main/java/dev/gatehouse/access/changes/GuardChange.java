package dev.gatehouse.access.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gatehouse.api.Json;
import dev.gatehouse.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that decisions rest on has changed. Immutable.
 *
 * @param key which token, client or user; null for the other kinds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GuardChange(
        @JsonProperty("change") Kind kind, @Nullable String key) {
    /** Nothing is missed from now on; what was remembered before may be wrong. */
    static final GuardChange HEARING = new GuardChange(Kind.HEARING, null);

    /** Changes are missed from now on. */
    static final GuardChange UNHEARD = new GuardChange(Kind.UNHEARD, null);

    /** There is nothing to tell. */
    static final GuardChange ALIVE = new GuardChange(Kind.ALIVE, null);

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    /** What tokens rest on, named to those alone who have such a token. */
    static GuardChange ofSubject(String kind, String id) {
        return new GuardChange(Kind.SUBJECT, TEXT.encodeToString(Sha256.of(kind + ":" + id)));
    }

    /** What changed. */
    enum Kind {
        HEARING,
        UNHEARD,
        ALIVE,
        SERVICE,
        KEYS,
        SUBJECT;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a server-sent event. */
    byte[] streamed() {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
        event.writeBytes(Json.bytes(this));
        event.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return event.toByteArray();
    }
}
