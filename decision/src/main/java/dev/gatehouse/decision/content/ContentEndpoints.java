package dev.gatehouse.decision.content;

import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The endpoints of one service that requests name by what they say rather than by their path. Immutable. */
public final class ContentEndpoints {
    private static final int MAX_NAMES = 1000;

    /** What a preflight is for, before anybody knows of endpoints. */
    private static final GuardedEndpoint NO_ENDPOINT = new GuardedEndpoint("", List.of());

    private final RequestReader reader;
    private final Set<String> paths;
    private final Map<String, GuardedEndpoint> byName;

    private ContentEndpoints(RequestReader reader, Set<String> paths, Map<String, GuardedEndpoint> byName) {
        this.reader = reader;
        this.paths = paths;
        this.byName = byName;
    }

    /**
     * Those among a service's endpoints that have no path.
     *
     * @param resource where the service says it is; null where it does not
     */
    public static ContentEndpoints of(
            RequestReader reader, @Nullable String resource, Collection<GuardedEndpoint> endpoints) {
        return new ContentEndpoints(
                reader,
                Stream.concat(
                                reader.paths().stream(),
                                Stream.ofNullable(resource).map(ContentEndpoints::path))
                        .collect(Collectors.toUnmodifiableSet()),
                endpoints.stream()
                        .filter(endpoint -> !endpoint.name().startsWith("/"))
                        .collect(Collectors.toUnmodifiableMap(GuardedEndpoint::name, Function.identity())));
    }

    private static String path(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        int query = url.indexOf('?');
        return slash < 0 || (query >= 0 && query < slash)
                ? "/"
                : url.substring(slash, query < 0 ? url.length() : query);
    }

    /** How much memory they take, counted in endpoints. */
    int size() {
        return byName.size() + reader.weight();
    }

    /** Whether requests with that target may be for them. */
    boolean areAt(String target) {
        int query = target.indexOf('?');
        return paths.contains(query < 0 ? target : target.substring(0, query));
    }

    /** The largest body that is looked at, in bytes. */
    public int maximumBytes() {
        return reader.maximumBytes();
    }

    /** What requests are read by, for guards; see {@link RequestReader#description}. */
    public String description() {
        return reader.description();
    }

    /** All the endpoints that a request is for; a token has to be good for each. */
    Finding find(ForwardedRequest asked, RequestContent content) {
        if (asked.method().equals("OPTIONS") && asked.preflightMethod() != null) {
            return new Finding.Settled(new Decision.Allowed(NO_ENDPOINT));
        }
        if (!asked.methodOverrides().isEmpty()) {
            return new Finding.Settled(
                    new Decision.Evasive("a header field names another method, which only some servers follow"));
        }
        try {
            return found(reader.requested(content));
        } catch (Undecidable e) {
            return new Finding.Settled(new Decision.ContentUnclear(e.reason()));
        }
    }

    private Finding found(Requested requested) {
        List<GuardedEndpoint> endpoints = new ArrayList<>();
        for (String name : requested.endpoints()) {
            GuardedEndpoint endpoint = byName.get(name);
            if (endpoint == null && !reader.needsNoRegistration(name)) {
                return new Finding.Settled(new Decision.ContentNotRegistered(reader.endpointNoun(), name));
            }
            endpoints.add(endpoint == null ? new GuardedEndpoint(name, List.of(Set.of())) : endpoint);
        }
        List<GuardedEndpoint> all = new ArrayList<>(endpoints.size() == 1 ? endpoints : together(endpoints));
        requested.further().forEach((place, alternatives) -> all.add(new GuardedEndpoint(place, alternatives)));
        return new Finding.Found(all, endpoints);
    }

    /** The endpoints, and before them one that needs nothing and bears all their names. */
    private static List<GuardedEndpoint> together(List<GuardedEndpoint> endpoints) {
        String names = endpoints.stream().map(GuardedEndpoint::name).collect(Collectors.joining(","));
        String shown = names.length() > MAX_NAMES ? names.substring(0, MAX_NAMES) + "..." : names;
        List<GuardedEndpoint> all = new ArrayList<>();
        all.add(new GuardedEndpoint(shown, List.of()));
        all.addAll(endpoints);
        return all;
    }
}
