package dev.gatehouse.registry.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a policy can be written as. */
public enum PolicyFormat {
    NGINX,
    CADDY,
    APACHE,
    SPRING,
    OPENAPI;

    public static final String NAMES =
            Arrays.stream(values()).map(PolicyFormat::text).collect(Collectors.joining(", "));

    /** Those of the Path Item Object of OpenAPI 3.1; what verifies tokens itself knows no others. */
    private static final Set<String> COMMON_METHODS =
            Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");

    public static Optional<PolicyFormat> parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst();
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return this == OPENAPI ? "application/json" : "text/plain; charset=utf-8";
    }

    /**
     * The policy in this format. Endpoints with methods it has no word for are left out, which it says in a comment.
     *
     * @param kept how long decisions may be kept, which only nginx does
     * @throws dev.gatehouse.api.ApiException ERR12175 naming what the format cannot hold
     */
    public String write(Policy policy, GatewayAddresses places, KeptDecisions kept) {
        if (this != NGINX) {
            kept.requireNone();
        }
        Policy held = policy.without(method -> !holds(method), "this format has no word for its method");
        return switch (this) {
            case NGINX -> NginxPolicy.of(held, places, kept);
            case CADDY -> CaddyPolicy.of(held, places);
            case APACHE -> ApachePolicy.of(held.withoutFreshSignIns(), places);
            case SPRING -> SpringPolicy.of(held.withoutFreshSignIns());
            case OPENAPI -> OpenapiPolicy.of(held);
        };
    }

    private boolean holds(String method) {
        return switch (this) {
            case NGINX -> !method.equals("CONNECT") && !method.equals("TRACE"); // which nginx refuses by itself
            case CADDY -> !method.equals("CONNECT");
            case SPRING -> COMMON_METHODS.contains(method) && !method.equals("TRACE"); // its firewall refuses that
            case APACHE, OPENAPI -> COMMON_METHODS.contains(method);
        };
    }
}
