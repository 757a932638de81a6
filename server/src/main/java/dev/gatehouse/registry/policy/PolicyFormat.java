package dev.gatehouse.registry.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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

    /** @throws dev.gatehouse.api.ApiException ERR12175 naming what the format cannot hold */
    public String write(Policy policy, GatewayAddresses places) {
        return switch (this) {
            case NGINX -> NginxPolicy.of(policy, places);
            case CADDY -> CaddyPolicy.of(policy, places);
            case APACHE -> ApachePolicy.of(policy, places);
            case SPRING -> SpringPolicy.of(policy);
            case OPENAPI -> OpenapiPolicy.of(policy);
        };
    }
}
