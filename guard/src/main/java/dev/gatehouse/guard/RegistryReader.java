package dev.gatehouse.guard;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.service.Endpoint;
import dev.gatehouse.client.service.Service;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is to be known of a service: its endpoints from the registry, its resource and the keys from the issuer. Used
 * by one thread at a time; each call out is bounded in time and size, and ends when the thread is interrupted.
 */
final class RegistryReader {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final String SCOPE = "oauth.service.r";
    private static final String TOKEN_PATH = "/oauth2/token";

    private final GuardOptions options;
    private final Clock clock;
    private final Gatehouse gatehouse;

    /** @param callTime for one call, to the last byte of its answer */
    RegistryReader(GuardOptions options, Clock clock, Duration callTime) {
        this.options = options;
        this.clock = clock;
        this.gatehouse = Gatehouse.at(options.registry(), options.issuer())
                .withClientCredentials(options.clientId(), options.clientSecret())
                .forScopes(SCOPE)
                .over(HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build())
                .timeout(callTime)
                .clock(clock)
                .build();
    }

    /** @param before what was known so far, or null */
    Known read(@Nullable Known before) throws RegistryException, InterruptedException {
        try {
            return ask(before);
        } catch (GatehouseException e) {
            throw failure(e);
        }
    }

    private Known ask(@Nullable Known before) throws RegistryException {
        Instant now = clock.instant();
        JWKSet keys = keys();
        String resource = resource();
        if (resource == null) {
            return Known.of(options, List.of(), DecisionRules.USUAL, "", options.ownAudience(), keys, now);
        }
        Optional<Versioned<List<Endpoint>>> read = endpoints(before == null ? "" : before.entityTag());
        DecisionRules rules = rules(before);
        if (read.isEmpty() && before != null) {
            return before.hasSame(keys, resource, rules)
                    ? before.confirmed(now)
                    : Known.of(options, before.endpoints(), rules, before.entityTag(), resource, keys, now);
        }
        Versioned<List<Endpoint>> endpoints = read.orElseThrow();
        return Known.of(
                options,
                endpoints.value().stream().map(RegisteredEndpoint::of).toList(),
                rules,
                endpoints.entityTag(),
                resource,
                keys,
                now);
    }

    private JWKSet keys() throws RegistryException {
        try {
            return JWKSet.parse(gatehouse.keys().published().toString());
        } catch (ParseException e) {
            throw RegistryException.away("its keys cannot be read", e);
        }
    }

    /** Null where the service is not registered. */
    private @Nullable String resource() {
        try {
            String resource = gatehouse.discovery().service(options.serviceId()).resource();
            return Objects.requireNonNullElse(resource, options.ownAudience());
        } catch (GatehouseException e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
    }

    /** Asked for after the endpoints, whose refusals say what is wrong. */
    private DecisionRules rules(@Nullable Known before) {
        try {
            Service service = gatehouse.services().get(options.serviceId());
            return DecisionRules.of(
                    service,
                    content(service, before == null ? null : before.rules().content()));
        } catch (GatehouseException e) {
            if (e.status() == 404) {
                return DecisionRules.USUAL;
            }
            throw e;
        }
    }

    /** Null where method and path tell what a request is for, and where the registry is too old to tell more. */
    private @Nullable ContentRules content(Service service, @Nullable ContentRules before) {
        String type = service.serviceType();
        if (!type.equals(ContentRules.GRAPHQL)) {
            return null;
        }
        Optional<Versioned<JsonNode>> read;
        try {
            read = gatehouse.endpoints().graphIfChanged(options.serviceId(), before == null ? "" : before.entityTag());
        } catch (GatehouseException e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
        return new ContentRules(
                type,
                read.map(graph -> graph.value().toString())
                        .orElseGet(() -> Objects.requireNonNull(before).description()),
                read.map(Versioned::entityTag)
                        .orElseGet(() -> Objects.requireNonNull(before).entityTag()),
                service.tokens().resource());
    }

    /** Empty where they did not change. */
    private Optional<Versioned<List<Endpoint>>> endpoints(String entityTag) throws RegistryException {
        try {
            return gatehouse.endpoints().listIfChanged(options.serviceId(), entityTag);
        } catch (GatehouseException e) {
            if (atTokenEndpoint(e)) {
                throw e;
            }
            if (e.status() == 401 || e.status() == 403) {
                throw RegistryException.refused("the registry lets client " + options.clientId()
                        + " read no services; give it the scope " + SCOPE);
            }
            if (e.status() == 404) {
                return Optional.of(new Versioned<>(List.of(), ""));
            }
            throw e;
        }
    }

    private static boolean atTokenEndpoint(GatehouseException failure) {
        return failure.uri().getPath().endsWith(TOKEN_PATH);
    }

    private RegistryException failure(GatehouseException failure) throws InterruptedException {
        Throwable cause = failure.getCause();
        if (cause instanceof InterruptedException) {
            // The client leaves the mark; the exception says it from here on.
            Thread.interrupted();
            throw new InterruptedException("while " + failure.uri() + " was called");
        }
        // JSON, but of another form: how that is told is the refresher's to say.
        if (cause instanceof JacksonException unreadable && !(cause instanceof StreamReadException)) {
            throw unreadable;
        }
        int status = failure.status();
        boolean refused = atTokenEndpoint(failure) && (status == 400 || status == 401);
        if (cause instanceof StreamReadException || refused && failure.body().isMissingNode()) {
            return RegistryException.away(failure.uri() + " answers no JSON", cause);
        }
        if (refused) {
            return RegistryException.refused("the issuer gives client " + options.clientId() + " no token for " + SCOPE
                    + ": " + failure.body().path("error").asString("no reason"));
        }
        return status == 0
                ? RegistryException.away(failure.uri() + " does not answer", cause)
                : RegistryException.away(failure.uri() + " answers " + status, null);
    }
}
