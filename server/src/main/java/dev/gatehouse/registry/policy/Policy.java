package dev.gatehouse.registry.policy;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.MethodParameters;
import dev.gatehouse.decision.SegmentTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What is to be written, and where the parties are. Immutable.
 *
 * @param issuer whose tokens count, an http(s) URL
 * @param resource the audience of tokens for the service
 * @param methodParameters query parameters that name methods to it
 */
public record Policy(
        String serviceId,
        String serviceName,
        String issuer,
        String resource,
        List<Rule> rules,
        MethodParameters methodParameters) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /** @throws dev.gatehouse.api.ApiException ERR12175 where an endpoint is none of HTTP */
    public static Policy of(
            String serviceId, String serviceName, String issuer, String resource, Collection<Endpoint> endpoints) {
        return new Policy(
                serviceId,
                serviceName,
                issuer,
                resource,
                endpoints.stream().map(Rule::of).toList(),
                MethodParameters.USUAL);
    }

    /** The same with parameters of its own. */
    public Policy with(MethodParameters own) {
        return new Policy(serviceId, serviceName, issuer, resource, rules, own);
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
