package dev.gatehouse.access.decision;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.graphql.GraphqlRequests;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.http.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The root fields of one GraphQL service. Immutable. */
final class RootFieldIndex {
    private static final int MOST_FIELDS = 100;
    private static final int LONGEST_NAMES = 1000;
    private static final String TYPE_NAME = ".__typename";

    /** What a preflight is for, before anybody knows of fields. */
    private static final GuardedEndpoint NO_FIELD = new GuardedEndpoint("", List.of());

    private final Map<String, GuardedEndpoint> byName;

    private RootFieldIndex(Map<String, GuardedEndpoint> byName) {
        this.byName = byName;
    }

    static RootFieldIndex of(Collection<GuardedEndpoint> endpoints) {
        return new RootFieldIndex(endpoints.stream()
                .filter(endpoint -> !endpoint.name().startsWith("/"))
                .collect(Collectors.toUnmodifiableMap(GuardedEndpoint::name, Function.identity())));
    }

    int size() {
        return byName.size();
    }

    /**
     * All the root fields that a request is for; a token has to be good for each.
     *
     * @throws dev.gatehouse.api.ApiException ERR12160 or ERR12170
     */
    Finding find(String serviceId, ForwardedRequest asked, Request request) {
        if (asked.method().equals("OPTIONS") && asked.preflightMethod() != null) {
            return new Finding.Settled(new Decision.Allowed(NO_FIELD));
        }
        if (!asked.methodOverrides().isEmpty()) {
            return new Finding.Settled(
                    new Decision.Evasive("a header field names another method, which only some servers follow"));
        }
        SortedSet<String> names = GraphqlRequests.rootFields(ForwardedGraphql.of(asked, request));
        if (names.size() > MOST_FIELDS) {
            throw ErrorCode.GRAPHQL_UNDECIDABLE.with(
                    "it asks for %,d root fields; the most is %d".formatted(names.size(), MOST_FIELDS));
        }
        List<GuardedEndpoint> fields =
                names.stream().map(name -> field(serviceId, name)).toList();
        return new Finding.Found(fields.size() == 1 ? fields : together(fields));
    }

    /** The name of a root type tells nothing that the schema's readers would not know, so any token is good for it. */
    private GuardedEndpoint field(String serviceId, String name) {
        GuardedEndpoint endpoint = byName.get(name);
        if (endpoint != null) {
            return endpoint;
        }
        if (name.endsWith(TYPE_NAME)) {
            return new GuardedEndpoint(name, List.of(Set.of()));
        }
        throw ErrorCode.ENDPOINT_NOT_REGISTERED.with(serviceId, "root field", name);
    }

    /** The fields, and before them one that needs nothing and bears all their names. */
    private static List<GuardedEndpoint> together(List<GuardedEndpoint> fields) {
        String names = fields.stream().map(GuardedEndpoint::name).collect(Collectors.joining(","));
        String shown = names.length() > LONGEST_NAMES ? names.substring(0, LONGEST_NAMES) + "..." : names;
        List<GuardedEndpoint> all = new ArrayList<>();
        all.add(new GuardedEndpoint(shown, List.of()));
        all.addAll(fields);
        return all;
    }
}
