package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.api.IssuerUris;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.users.Users;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The resources tokens can be for (RFC 8707): this server's issuer, and for each registered service the URI it was
 * registered with or else {@code <issuer>/<service id>}, the id percent-encoded. Thread-safe; remembers a service's
 * scopes until it changes.
 */
public final class Resources {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final String issuer;
    private final IssuerUris uris;
    private final Jdbi jdbi;
    private final ResourceStore store = new ResourceStore();
    private final ChangeAwareCache<String, @Nullable Target> services;
    private final ChangeAwareCache<Owning, Boolean> owned;

    /** The question whether a user acts for the owner of what stands under a URI. */
    private record Owning(String resource, String userId) {}

    /**
     * How tokens for a resource are signed, as far as it says so.
     *
     * @param algorithm ES256 or RS256
     * @param typ the header {@code typ}
     */
    public record Signing(Optional<String> algorithm, Optional<String> typ) {
        static final Signing USUAL = new Signing(Optional.empty(), Optional.empty());
    }

    /**
     * What a token is for.
     *
     * @param audience the {@code aud} claim
     * @param scopes all that may be in its scope; empty where the audience sets no limit
     * @param name the service's name, for people
     * @param signing how it wants its tokens to be signed
     */
    public record Target(String audience, String name, Optional<Set<String>> scopes, Signing signing) {
        /** Whether both are the same resource, by whichever of its URIs it was named. */
        public boolean isSameAs(Target other) {
            return audience.equals(other.audience);
        }

        /** The part of the scope that is of use there. */
        public Scope narrowed(Scope scope) {
            if (scopes.isEmpty()) {
                return scope;
            }
            Scope narrowed = new Scope();
            scope.stream()
                    .filter(value -> scopes.get().contains(value.getValue()))
                    .forEach(narrowed::add);
            return narrowed;
        }
    }

    /** @param serviceTopic the topic under which changes of services are announced */
    public Resources(String issuer, Jdbi jdbi, ChangeFeed changes, String serviceTopic, int maximumRemembered) {
        this.issuer = issuer;
        this.uris = new IssuerUris(issuer);
        this.jdbi = jdbi;
        this.services = new ChangeAwareCache<>(changes, serviceTopic, id -> id, maximumRemembered, LIFETIME);
        this.owned = ChangeAwareCache.<Owning, Boolean>ending(changes, maximumRemembered, _ -> LIFETIME, Duration.ZERO)
                .droppedBy(serviceTopic, Users.TOPIC);
    }

    /** The issuer itself, which is what a token is for when its request names nothing else. */
    Target own() {
        return new Target(issuer, "Gatehouse", Optional.empty(), Signing.USUAL);
    }

    /**
     * The one resource of a request.
     *
     * @param resources as given, or null
     * @throws GeneralException invalid_target where there is more than one, or no such service
     */
    public Target of(@Nullable List<URI> resources) throws GeneralException {
        if (resources == null || resources.isEmpty()) {
            return own();
        }
        Target one = of(resources.getFirst().toString());
        for (URI other : Set.copyOf(resources)) {
            if (!of(other.toString()).isSameAs(one)) {
                throw OAuthErrors.refuse(OAuth2Error.INVALID_TARGET, "a token is for one resource; name one");
            }
        }
        return one;
    }

    /**
     * The resource of a request about what is bound to one already: it may name that again, by any of its URIs, and no other
     * (RFC 8707 section 2.2).
     *
     * @param bound null where it is bound to none
     * @param requested as given, or null
     * @param what is bound, for the client
     * @throws GeneralException invalid_target where it is another one, or no such service
     */
    public Target within(@Nullable String bound, @Nullable List<URI> requested, String what) throws GeneralException {
        if (bound == null) {
            return of(requested);
        }
        Target target = of(bound);
        if (requested != null && !requested.isEmpty() && !of(requested).isSameAs(target)) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_TARGET, what + " is for the resource " + target.audience());
        }
        return target;
    }

    /**
     * The one resource of a request, as it was named; null where none was.
     *
     * @param resources as given, or null
     * @throws GeneralException invalid_target where there is more than one, or no such service
     */
    public @Nullable URI checked(List<URI> resources) throws GeneralException {
        of(resources);
        return resources == null || resources.isEmpty() ? null : resources.getFirst();
    }

    /** @throws GeneralException invalid_target where there is no such service */
    public Target of(String resource) throws GeneralException {
        if (uris.isIssuer(resource)) {
            return own();
        }
        Target target =
                serviceId(resource).map(id -> services.get(id, this::load)).orElse(null);
        if (target == null) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_TARGET,
                    "resources are " + issuer + ", " + issuer + "/<service id> and what services registered");
        }
        return target;
    }

    /** The URI that stands for a service. */
    public String uriOf(String serviceId) {
        return uris.ofService(serviceId);
    }

    /** The service a resource stands for, if it has one; empty for the issuer and for strangers. */
    public Optional<String> serviceId(String resource) {
        return uris.covers(resource) ? uris.serviceId(resource) : registeredFor(resource);
    }

    /** Whether the resource stands for a service that the user, or a team of theirs, owns. */
    public boolean isOwnedBy(String resource, String userId) {
        return owned.get(
                new Owning(resource, userId),
                asked -> serviceId(asked.resource())
                        .filter(id -> jdbi.withHandle(handle -> store.isOwnedBy(handle, id, asked.userId())))
                        .isPresent());
    }

    private Optional<String> registeredFor(String resource) {
        return jdbi.withHandle(handle -> store.findId(handle, resource));
    }

    /** Everything about a service that a token for it depends on; null where it is not registered. */
    private @Nullable Target load(String serviceId) {
        return jdbi.withHandle(handle -> store.find(handle, serviceId))
                .map(service -> new Target(
                        Optional.ofNullable(service.uri()).orElseGet(() -> uriOf(serviceId)),
                        service.name(),
                        Optional.of(service.scopes()),
                        service.signing()))
                .orElse(null);
    }

    /** What a token for a service is for; empty where it is not registered. */
    public Optional<Target> ofService(String serviceId) {
        return Optional.ofNullable(services.get(serviceId, this::load));
    }
}
