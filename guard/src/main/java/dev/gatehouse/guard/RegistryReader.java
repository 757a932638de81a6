package dev.gatehouse.guard;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.decision.GuardedEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is to be known of a service: its endpoints from the registry, its resource and the keys from the issuer. Used
 * by one thread at a time; each call out is bounded in time and size, and ends when the thread is interrupted.
 */
final class RegistryReader {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final long MAX_ANSWER = 64L * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final GuardOptions options;
    private final Clock clock;
    private final Duration callTime;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build();
    private String accessToken = "";
    private Instant renewAt = Instant.MIN;

    /** @param callTime for one call, to the last byte of its answer */
    RegistryReader(GuardOptions options, Clock clock, Duration callTime) {
        this.options = options;
        this.clock = clock;
        this.callTime = callTime;
    }

    /** @param before what was known so far, or null */
    Known read(@Nullable Known before) throws RegistryException, InterruptedException {
        Instant now = clock.instant();
        JWKSet keys = keys();
        String resource = resource();
        if (resource == null) {
            return Known.of(options, List.of(), null, options.ownAudience(), keys, now);
        }
        HttpResponse<byte[]> answer = endpoints(before == null ? null : before.entityTag());
        if (answer.statusCode() == 304 && before != null) {
            return before.hasSameKeysAndResource(keys, resource)
                    ? before.confirmed(now)
                    : Known.of(options, before.endpoints(), before.entityTag(), resource, keys, now);
        }
        String entityTag = answer.headers().firstValue("ETag").orElse(null);
        return Known.of(options, endpoints(answer), entityTag, resource, keys, now);
    }

    private JWKSet keys() throws RegistryException, InterruptedException {
        try {
            return JWKSet.parse(new String(ok(get(options.keys())).body(), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw RegistryException.away("its keys cannot be read", e);
        }
    }

    /** Null where the service is not registered. */
    private @Nullable String resource() throws RegistryException, InterruptedException {
        HttpResponse<byte[]> answer = get(options.metadata());
        return answer.statusCode() == 404
                ? null
                : json(ok(answer)).path("resource").asString(options.ownAudience());
    }

    private HttpResponse<byte[]> endpoints(@Nullable String entityTag) throws RegistryException, InterruptedException {
        HttpResponse<byte[]> answer = askForEndpoints(entityTag);
        if (answer.statusCode() == 401) {
            renewAt = Instant.MIN;
            answer = askForEndpoints(entityTag);
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw RegistryException.refused("the registry lets client " + options.clientId()
                    + " read no services; give it the scope oauth.service.r");
        }
        return Set.of(200, 304, 404).contains(answer.statusCode()) ? answer : ok(answer);
    }

    private HttpResponse<byte[]> askForEndpoints(@Nullable String entityTag)
            throws RegistryException, InterruptedException {
        HttpRequest.Builder request = request(options.endpoints()).header("Authorization", "Bearer " + accessToken());
        if (entityTag != null) {
            request.header("If-None-Match", entityTag);
        }
        return send(request.build());
    }

    private static List<GuardedEndpoint> endpoints(HttpResponse<byte[]> answer) throws RegistryException {
        return answer.statusCode() == 404
                ? List.of()
                : json(answer).valueStream().map(RegisteredEndpoint::of).toList();
    }

    private String accessToken() throws RegistryException, InterruptedException {
        if (clock.instant().isBefore(renewAt)) {
            return accessToken;
        }
        String pair = form(options.clientId()) + ":" + form(options.clientSecret());
        HttpRequest request = request(options.token())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=oauth.service.r"))
                .build();
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() == 400 || answer.statusCode() == 401) {
            throw RegistryException.refused(
                    "the issuer gives client " + options.clientId() + " no token for oauth.service.r: "
                            + json(answer).path("error").asString("no reason"));
        }
        JsonNode token = json(ok(answer));
        accessToken = token.path("access_token").asString("");
        renewAt = clock.instant().plusSeconds(token.path("expires_in").asLong(60) / 2);
        return accessToken;
    }

    private static String form(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> get(URI uri) throws RegistryException, InterruptedException {
        return send(request(uri).build());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "application/json");
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws RegistryException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new BoundedAnswer(MAX_ANSWER));
        try {
            return answer.get(callTime.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw RegistryException.away(request.uri() + " does not answer", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpResponse<byte[]> ok(HttpResponse<byte[]> answer) throws RegistryException {
        if (answer.statusCode() != 200) {
            throw RegistryException.away(answer.uri() + " answers " + answer.statusCode(), null);
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws RegistryException {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw RegistryException.away(answer.uri() + " answers no JSON", e);
        }
    }
}
