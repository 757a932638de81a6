package dev.gatehouse.oauth.session;

import dev.gatehouse.api.Json;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.keys.MasterKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers apart in which somebody has signed in before, so that their guesses are counted by themselves. What a browser
 * brings for it is encrypted, and gives no access. Thread-safe.
 */
public final class KnownBrowsers {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String IDENTITY = "known browser";

    /** People who share a browser; of more, the last ones are known. */
    private static final int MAX_PEOPLE = 5;

    private final MasterKey key;
    private final CookieScope scope;

    /** What is in the cookie. */
    private record Known(String id, List<String> userIds) {}

    /** @param issuer whose scheme says whether browsers reach us over https */
    public KnownBrowsers(MasterKey key, URI issuer) {
        this.key = key;
        this.scope = CookieScope.of(issuer);
    }

    /** The id of the browser, where this user has signed in with it before. */
    public Optional<String> idFor(Request request, String userId) {
        return read(request).filter(known -> known.userIds().contains(userId)).map(Known::id);
    }

    /** The answer, from which on the browser is known for this user. */
    public Response remembering(Request request, String userId, Response answer) {
        Optional<Known> before = read(request);
        List<String> people = new ArrayList<>(before.map(Known::userIds).orElse(List.of()));
        people.remove(userId);
        people.add(userId);
        Known known = new Known(
                before.map(Known::id).orElseGet(() -> SecretValue.generate().reveal()),
                people.subList(Math.max(0, people.size() - MAX_PEOPLE), people.size()));
        String sealed =
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.encrypt(Json.bytes(known), IDENTITY));
        return answer.withHeader(
                "Set-Cookie", name() + "=" + sealed + "; Max-Age=" + KEPT.toSeconds() + scope.attributes());
    }

    private String name() {
        return scope.prefix() + "gatehouse-known";
    }

    private Optional<Known> read(Request request) {
        @Nullable String sealed = request.cookie(name());
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            byte[] plaintext = key.decrypt(Base64.getUrlDecoder().decode(sealed), IDENTITY);
            return Optional.of(Json.read(new String(plaintext, StandardCharsets.UTF_8), Known.class));
        } catch (GeneralSecurityException | IllegalArgumentException madeUpOrOld) {
            return Optional.empty();
        }
    }
}
