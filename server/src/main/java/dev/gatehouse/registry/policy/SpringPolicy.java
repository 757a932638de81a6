package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Spring Security 7: a filter chain of a resource server, as Java source. Stateless. */
final class SpringPolicy {
    private SpringPolicy() {}

    static String of(Policy policy) {
        StringBuilder rules = new StringBuilder();
        List<Map.Entry<PathTemplate, List<Rule>>> paths =
                List.copyOf(policy.byPath().entrySet()).reversed();
        for (Map.Entry<PathTemplate, List<Rule>> path : paths) {
            path.getValue().forEach(rule -> rules.append(rule(rule)));
        }
        return """
                // Service %1$s: what its endpoints need, as Spring Security holds it; scopes become authorities SCOPE_...
                // The first path that matches decides. Set spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences.
                import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAuthority;
                import static org.springframework.security.authorization.AuthorizationManagers.allOf;
                import static org.springframework.security.authorization.AuthorizationManagers.anyOf;
                import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

                import org.springframework.context.annotation.Bean;
                import org.springframework.context.annotation.Configuration;
                import org.springframework.http.HttpMethod;
                import org.springframework.security.config.Customizer;
                import org.springframework.security.config.annotation.web.builders.HttpSecurity;
                import org.springframework.security.web.SecurityFilterChain;

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
                """.formatted(Escapes.comment(policy.serviceId()), rules);
    }

    private static String rule(Rule rule) {
        return """
                                        .requestMatchers(pathPattern(HttpMethod.valueOf("%s"), %s)).%s
                """.formatted(rule.method(), literal(pattern(rule)), access(rule));
    }

    private static String access(Rule rule) {
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
        for (PathTemplate.Part part : rule.path().parts()) {
            number++;
            switch (part.kind()) {
                case LITERAL -> pattern.append(plain(rule, part.text()));
                case SEGMENT -> pattern.append("{p").append(number).append('}');
                case REST -> pattern.append("{*p").append(number).append('}');
            }
        }
        return pattern.toString();
    }

    private static String plain(Rule rule, String literal) {
        if (literal.chars().anyMatch(character -> "*?{}\\".indexOf(character) >= 0)) {
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(
                    rule.endpoint().endpoint(), "Spring's path patterns have no way to write *, ?, { , } or \\ itself");
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
