package dev.gatehouse.registry.policy;

import dev.gatehouse.decision.PathTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of a policy by path. Stateless. */
final class Paths {
    private Paths() {}

    /**
     * A path and what its methods need. Immutable.
     *
     * @param rules one a method
     */
    record Path(PathTemplate template, List<Rule> rules) {
        Path {
            rules = List.copyOf(rules);
        }

        /** What the method needs, as in every decision: HEAD what GET does where it has no rule of its own. */
        Optional<Rule> rule(String method) {
            return own(method).or(() -> method.equals("HEAD") ? own("GET") : Optional.empty());
        }

        private Optional<Rule> own(String method) {
            return rules.stream().filter(rule -> rule.method().equals(method)).findFirst();
        }

        /** Every method that has a rule. */
        Set<String> methods() {
            Set<String> methods = new LinkedHashSet<>();
            rules.forEach(rule -> methods.addAll(methods(rule)));
            return methods;
        }

        /** The methods a rule of this path is for. */
        List<String> methods(Rule rule) {
            boolean alone = !rule.method().equals("GET") || own("HEAD").isPresent();
            return alone ? List.of(rule.method()) : List.of("GET", "HEAD");
        }

        /** As it was registered first. */
        private String name() {
            return rules.getFirst().endpoint().endpoint();
        }
    }

    /** General paths first; where two endpoints are the same but for names of parameters, both have to be satisfied. */
    static List<Path> of(Collection<Rule> rules) {
        Map<PathTemplate, Map<String, Rule>> grouped = new LinkedHashMap<>();
        for (Rule rule : rules) {
            grouped.computeIfAbsent(rule.path(), _ -> new LinkedHashMap<>()).merge(rule.method(), rule, Rule::and);
        }
        List<Path> paths = new ArrayList<>();
        grouped.forEach((template, ofMethods) -> paths.add(new Path(template, List.copyOf(ofMethods.values()))));
        paths.sort(
                Comparator.comparing(Path::template, PathTemplate.GENERAL_FIRST).thenComparing(Path::name));
        return paths;
    }
}
