package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.MethodParameters;
import dev.gatehouse.decision.SegmentTemplate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is to be written, and where the parties are. Immutable.
 *
 * @param issuer whose tokens count, an http(s) URL
 * @param resource the audience of tokens for the service
 * @param methodParameters query parameters that name methods to it
 * @param leftOut what nobody could hold
 */
public record Policy(
        String serviceId,
        String serviceName,
        String issuer,
        String resource,
        List<Rule> rules,
        MethodParameters methodParameters,
        List<LeftOut> leftOut) {
    public Policy {
        rules = List.copyOf(rules);
        leftOut = List.copyOf(leftOut);
    }

    /** Endpoints that are none of HTTP are left out. */
    public static Policy of(
            String serviceId, String serviceName, String issuer, String resource, Collection<Endpoint> endpoints) {
        List<Rule> rules = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            Rule.of(endpoint)
                    .ifPresentOrElse(
                            rules::add,
                            () -> leftOut.add(new LeftOut(
                                    endpoint.endpoint(),
                                    "it is not a path and a method of HTTP, such as /v1/data@get")));
        }
        return new Policy(serviceId, serviceName, issuer, resource, rules, MethodParameters.USUAL, leftOut);
    }

    /**
     * Without the endpoints whose methods a format cannot hold.
     *
     * @throws dev.gatehouse.api.ApiException ERR12175 where none is left
     */
    Policy without(Predicate<String> unfitMethods, String reason) {
        Map<Boolean, List<Rule>> split =
                rules.stream().collect(Collectors.partitioningBy(rule -> unfitMethods.test(rule.method())));
        List<Rule> left = split.getOrDefault(false, List.of());
        List<LeftOut> gone = new ArrayList<>(leftOut);
        split.getOrDefault(true, List.of())
                .forEach(rule -> gone.add(new LeftOut(rule.endpoint().endpoint(), reason)));
        if (left.isEmpty() && !gone.isEmpty()) {
            LeftOut first = gone.getFirst();
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(first.endpoint(), first.reason());
        }
        return new Policy(serviceId, serviceName, issuer, resource, left, methodParameters, gone);
    }

    /**
     * With endpoints for nobody that ask for a recent sign-in, for a format that cannot: a more general path must not decide in
     * their place.
     */
    Policy withoutFreshSignIns() {
        List<LeftOut> gone = new ArrayList<>(leftOut);
        List<Rule> held = new ArrayList<>();
        for (Rule rule : rules) {
            boolean fresh = rule.endpoint().maxAge() != null;
            held.add(fresh ? rule.refusing() : rule);
            if (fresh) {
                gone.add(new LeftOut(rule.endpoint().endpoint(), "this format cannot ask when somebody signed in"));
            }
        }
        return new Policy(serviceId, serviceName, issuer, resource, held, methodParameters, gone);
    }

    /** The same with parameters of its own. */
    public Policy with(MethodParameters own) {
        return new Policy(serviceId, serviceName, issuer, resource, rules, own, leftOut);
    }

    /** The rules of each path, general paths first. */
    List<Paths.Path> paths() {
        return Paths.of(rules);
    }

    /**
     * Whether a last segment that is nothing but extensions, which some servers take off, could lead to a path for the rest
     * that is less specific than the one that matches.
     */
    boolean refusesExtensionsAlone() {
        return rules.stream().anyMatch(rule -> rule.path().segments().getLast().kind() == SegmentTemplate.Kind.REST);
    }

    /** The methods to let through to a decision: HEAD is decided as GET, and OPTIONS may be a preflight. */
    static Set<String> asked(List<Rule> rules) {
        Set<String> methods = new TreeSet<>();
        rules.forEach(rule -> methods.add(rule.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return new LinkedHashSet<>(methods);
    }

    /** Tells names of this policy from those of others in the same configuration. */
    String mark() {
        return UUID.nameUUIDFromBytes(serviceId.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    /** The service id as a segment of a path, with percent-encoding for all but letters, digits, and -, _ or . inside. */
    String encodedServiceId() {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : serviceId.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain = Escapes.isPlain(character)
                    || character == '.' && serviceId.chars().anyMatch(c -> c != '.');
            encoded.append(plain ? String.valueOf(character) : "%%%02X".formatted(octet & 0xff));
        }
        return encoded.toString();
    }
}
