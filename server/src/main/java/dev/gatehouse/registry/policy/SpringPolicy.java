package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.SegmentTemplate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Spring Security 7: a filter chain of a resource server, as Java source. Stateless. */
final class SpringPolicy {
    /** What is percent-encoded without need matches what it is as it is sent, too. */
    private static final String OVERENCODED =
            "request -> request.getRequestURI().matches(\"(?i).*%(2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f).*\")";

    /** Frameworks that take extensions off make another path of it. */
    private static final String EXTENSIONS_ALONE =
            "request -> request.getRequestURI().matches(\".*/(%20)*[.][^/]*/?\")";

    private SpringPolicy() {}

    static String of(Policy policy) {
        StringBuilder rules = new StringBuilder(line(OVERENCODED, "denyAll()"));
        if (policy.refusesExtensionsAlone()) {
            rules.append(line(EXTENSIONS_ALONE, "denyAll()"));
        }
        List<Paths.Path> paths = policy.paths();
        paths.forEach(path -> rules.append(refusedAsCareless(paths, path)));
        for (int i = paths.size() - 1; i >= 0; i--) {
            rules.append(refusedBefore(paths, i));
            rules.append(allowed(paths.get(i)));
        }
        return """
                // Service %1$s: what its endpoints need, as Spring Security holds it; scopes become authorities SCOPE_...
                // The first that matches decides. Where a decision would ask about several paths, or about what careless servers
                // take a path for, the request is denied. Set spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences.
                %3$simport static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAuthority;
                import static org.springframework.security.authorization.AuthorizationManagers.allOf;
                import static org.springframework.security.authorization.AuthorizationManagers.anyOf;
                import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

                import org.springframework.context.annotation.Bean;
                import org.springframework.context.annotation.Configuration;
                import org.springframework.http.HttpMethod;
                import org.springframework.security.config.Customizer;
                import org.springframework.security.config.annotation.web.builders.HttpSecurity;
                import org.springframework.security.web.SecurityFilterChain;
                import org.springframework.security.web.util.matcher.AndRequestMatcher;
                import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
                import org.springframework.security.web.util.matcher.RegexRequestMatcher;

                @Configuration
                class ServicePolicy {
                    @Bean
                    SecurityFilterChain servicePolicy(HttpSecurity http) throws Exception {
                        return http.oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                                .authorizeHttpRequests(requests -> requests
                %2$s                        .anyRequest().denyAll())
                                .build();
                    }
                }
                """.formatted(Escapes.comment(policy.serviceId()), rules, LeftOut.comments("//", policy.leftOut()));
    }

    private static String allowed(Paths.Path path) {
        return path.rules().stream()
                .flatMap(rule -> path.methods(rule).stream().map(method -> line(matcher(method, rule), access(rule))))
                .collect(Collectors.joining());
    }

    private static String line(String matcher, String access) {
        return """
                                        .requestMatchers(%s).%s
                """.formatted(matcher, access);
    }

    private static String matcher(String method, Rule rule) {
        return "pathPattern(HttpMethod.valueOf(\"%s\"), %s)".formatted(method, literal(pattern(rule)));
    }

    /** Denies what matches both this path and a more general one of which a decision would ask more. */
    private static String refusedBefore(List<Paths.Path> paths, int number) {
        Paths.Path deciding = paths.get(number);
        StringBuilder lines = new StringBuilder();
        for (Paths.Path asked : paths.subList(0, number)) {
            for (String method : Conflicts.methods(deciding, asked)) {
                lines.append(line(
                        "new AndRequestMatcher(%s, %s)"
                                .formatted(
                                        matcher(method, deciding.rules().getFirst()),
                                        matcher(method, asked.rules().getFirst())),
                        "denyAll()"));
            }
        }
        return lines.toString();
    }

    /** Denies what careless servers take for this path, and for which another one decides that wants less. */
    private static String refusedAsCareless(List<Paths.Path> paths, Paths.Path asked) {
        StringBuilder lines = new StringBuilder();
        String careless =
                "(?iu)" + Expressions.CHARACTERS.careless(asked.template()).replace("\\z", "([?].*)?");
        for (Paths.Path deciding : paths) {
            for (String method : deciding == asked ? Set.<String>of() : Conflicts.carelessMethods(deciding, asked)) {
                lines.append(line(
                        "new AndRequestMatcher(%s, new NegatedRequestMatcher(%s), new RegexRequestMatcher(%s, \"%s\"))"
                                .formatted(
                                        matcher(method, deciding.rules().getFirst()),
                                        matcher(method, asked.rules().getFirst()),
                                        literal(careless),
                                        method),
                        "denyAll()"));
            }
        }
        return lines.toString();
    }

    private static String access(Rule rule) {
        if (rule.refused()) {
            return "denyAll()";
        }
        if (rule.isPublic()) {
            return "permitAll()";
        }
        if (rule.acceptsAnyToken()) {
            return "authenticated()";
        }
        return rule.alternatives().stream()
                .map(scopes -> scopes.stream()
                        .map(scope -> "hasAuthority(" + literal("SCOPE_" + scope) + ")")
                        .collect(Collectors.joining(", ", "allOf(", ")")))
                .collect(Collectors.joining(", ", "access(anyOf(", "))"));
    }

    private static String pattern(Rule rule) {
        StringBuilder pattern = new StringBuilder();
        int number = 0;
        for (SegmentTemplate segment : rule.path().segments()) {
            number++;
            pattern.append('/');
            switch (segment.kind()) {
                case LITERAL -> pattern.append(plain(rule, segment.text()));
                case MIXED -> pattern.append(mixed(rule, segment.pieces(), "p" + number));
                case PARAMETER -> pattern.append("{p%d}".formatted(number));
                // "{*...}" alone would match nothing at all as well.
                case REST -> pattern.append("{p%d}/{*rest}".formatted(number));
            }
        }
        return pattern.toString();
    }

    private static String mixed(Rule rule, List<String> pieces, String name) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            boolean parameter = pieces.get(i).isEmpty();
            if (parameter && i > 0 && pieces.get(i - 1).isEmpty()) {
                throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(
                        rule.endpoint().endpoint(), "Spring's path patterns have no parameters next to each other");
            }
            pattern.append(parameter ? "{%s_%d:.+}".formatted(name, i) : plain(rule, pieces.get(i)));
        }
        return pattern.toString();
    }

    private static String plain(Rule rule, String literal) {
        if (literal.chars().anyMatch(character -> "*?{}\\/".indexOf(character) >= 0)) {
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(
                    rule.endpoint().endpoint(),
                    "Spring's path patterns have no way to write *, ?, {, }, \\ or / itself");
        }
        return literal;
    }

    /** A string of Java; no Unicode escape stands for a character that would end it. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                literal.append('\\').append((char) character);
            } else if (character >= 0x20 && character < 0x7f) {
                literal.append((char) character);
            } else {
                // A Unicode escape would be a line break itself, before strings are looked for.
                literal.append((character < 0x80 ? "\\%03o" : "\\u%04x").formatted(character));
            }
        });
        return literal.append('"').toString();
    }
}
