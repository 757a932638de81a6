package dev.gatehouse.vault.tokenstorage;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.VaultNames;
import dev.gatehouse.vault.vendor.WrittenTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a person's token as existing integrations send it: flat, or wrapped as {@code {"type","data"}}. Thread-safe. */
final class TokenInput {
    private static final long LATEST_SECOND = 253_402_300_799L; // the end of the year 9999

    private final BodySchema<JsonNode> token = new BodySchema<>("token-storage.yaml", "TokenInput", JsonNode.class);
    private final BodySchema<JsonNode> pair = new BodySchema<>("token-storage.yaml", "TokenOfUser", JsonNode.class);
    private final BodySchema<JsonNode> user = new BodySchema<>("token-storage.yaml", "UserInput", JsonNode.class);

    /**
     * A token to be stored.
     *
     * @param userId whose it is to be
     * @param expires null where nobody says
     */
    record Given(
            String userId,
            String connector,
            Secrets secrets,
            @Nullable Instant expires) {}

    /** A token for the person that the path names. */
    Given read(byte[] body, String userId) {
        return given(token.read(body), VaultNames.user(userId, "/user"), "");
    }

    /** A token and whose it is, side by side. */
    Given readWithUser(byte[] body) {
        JsonNode both = pair.read(body);
        return given(both.get("token"), username(both.get("user"), "/user"), "/token");
    }

    /** A person. */
    String readUser(byte[] body) {
        return username(user.read(body), "");
    }

    private static Given given(JsonNode token, String userId, String pointer) {
        boolean wrapped = token.path("data").isObject();
        JsonNode data = wrapped ? token.get("data") : token;
        String at = wrapped ? pointer + "/data" : pointer;
        boolean login = token.path("type").asString("").equals("LoginToken");
        String accessToken = login ? text(data, "access_token") : required(data, "access_token", at);
        String name = data.hasNonNull("user") ? username(data.get("user"), at + "/user") : userId;
        Secrets secrets = new Secrets(
                accessToken,
                optional(data, "refresh_token"),
                null,
                null,
                name.equals(userId) ? null : name,
                null,
                Map.of());
        return new Given(userId, servicename(data.path("service"), at), secrets, expires(data, at));
    }

    private static String servicename(JsonNode service, String at) {
        JsonNode data = service.path("data").isObject() ? service.get("data") : service;
        String name =
                data.isString() ? data.asString() : data.path("servicename").asString("");
        if (name.isEmpty()) {
            throw ApiException.invalid(at + "/service", "must name the service");
        }
        return VaultNames.normalized(name);
    }

    private static String username(JsonNode user, String pointer) {
        JsonNode data = user.path("data").isObject() ? user.get("data") : user;
        String name = data.isString() ? data.asString() : data.path("username").asString("");
        return VaultNames.user(name, pointer + "/username");
    }

    private static String required(JsonNode data, String member, String at) {
        String text = text(data, member);
        if (text.isEmpty()) {
            throw ApiException.invalid(at + "/" + member, "is required");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode data, String member) {
        String text = text(data, member);
        return text.isEmpty() ? null : text;
    }

    private static String text(JsonNode data, String member) {
        return data.path(member).asString("");
    }

    /** Seconds since 1970, or a time in any form, which without a zone is read as UTC. */
    private static @Nullable Instant expires(JsonNode data, String at) {
        JsonNode date = data.path("expiration_date");
        String text = date.asString("");
        return text.isEmpty() || text.equals("None")
                ? null
                : WrittenTime.secondsSinceEpoch(text)
                        .or(() -> WrittenTime.parse(text))
                        .filter(time -> time.getEpochSecond() >= 0 && time.getEpochSecond() <= LATEST_SECOND)
                        .map(time -> time.truncatedTo(ChronoUnit.MICROS))
                        .orElseThrow(() -> notATime(at));
    }

    private static ApiException notATime(String at) {
        return ApiException.invalid(
                at + "/expiration_date", "must be seconds since 1970 or a time such as 2026-01-31T12:00:00Z");
    }
}
