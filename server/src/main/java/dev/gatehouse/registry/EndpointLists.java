package dev.gatehouse.registry;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Violation;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.EndpointNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What lists of endpoints must be like beyond their schema. */
final class EndpointLists {
    private EndpointLists() {}

    /** @throws ApiException ERR11004 with the place of each */
    static void check(List<Endpoint> given) {
        List<Violation> violations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            Endpoint endpoint = given.get(i);
            String pointer = "/" + i;
            if (!seen.add(endpoint.endpoint())) {
                violations.add(
                        new Violation(pointer + "/endpoint", endpoint.endpoint() + " is given twice; give it once"));
            }
            if (EndpointNames.isTooLong(endpoint.endpoint())) {
                violations.add(new Violation(
                        pointer + "/endpoint", "is longer than " + EndpointNames.MAX_BYTES + " bytes in UTF-8"));
            }
            if (endpoint.sunset() != null && !endpoint.deprecated()) {
                violations.add(new Violation(pointer + "/sunset", "needs \"deprecated\":true beside it"));
            }
            if (endpoint.maxAge() != null && endpoint.alternatives().isEmpty()) {
                violations.add(new Violation(
                        pointer + "/maxAge",
                        "needs a scope, or \"requires\":[[]], beside it: nobody signs in for what is public"));
            }
            if (!endpoint.requires().isEmpty() && !startsWithScope(endpoint)) {
                violations.add(new Violation(
                        pointer + "/scope",
                        "must hold the scopes of the first alternative of requires, separated by one space"));
            }
        }
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }

    private static boolean startsWithScope(Endpoint endpoint) {
        return String.join(" ", endpoint.requires().getFirst()).equals(endpoint.scope());
    }
}
