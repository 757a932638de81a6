package dev.gatehouse.registry.policy;

import dev.gatehouse.api.Json;
import dev.gatehouse.contract.FreshSignIn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A small OpenAPI 3.1 document that says what each operation needs, and nothing else. Stateless. */
final class OpenapiPolicy {
    private static final String SCHEME = "oauth2";

    private OpenapiPolicy() {}

    static String of(Policy policy) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        Map<String, String> scopes = new TreeMap<>();
        for (Rule rule : policy.rules()) {
            paths.computeIfAbsent(rule.registeredPath(), path -> new LinkedHashMap<>())
                    .put(rule.method().toLowerCase(Locale.ROOT), operation(rule));
            rule.alternatives().forEach(alternative -> alternative.forEach(scope -> scopes.put(scope, "")));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", policy.serviceName(), "version", "0"));
        if (!policy.leftOut().isEmpty()) {
            document.put(
                    "x-left-out",
                    policy.leftOut().stream().map(LeftOut::endpoint).toList());
        }
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of(
                                SCHEME,
                                Map.of(
                                        "type",
                                        SCHEME,
                                        "flows",
                                        Map.of(
                                                "clientCredentials",
                                                Map.of(
                                                        "tokenUrl",
                                                        policy.issuer() + "/oauth2/token",
                                                        "scopes",
                                                        scopes))))));
        return Json.text(document);
    }

    private static Map<String, Object> operation(Rule rule) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", rule.endpoint().operation());
        if (rule.endpoint().deprecated()) {
            operation.put("deprecated", true);
        }
        if (rule.endpoint().sunset() != null) {
            operation.put("x-sunset", rule.endpoint().sunset().toString());
        }
        if (rule.endpoint().maxAge() != null) {
            operation.put(FreshSignIn.MEMBER, rule.endpoint().maxAge());
        }
        operation.put(
                "security",
                rule.alternatives().stream()
                        .map(scopes -> Map.of(SCHEME, scopes))
                        .toList());
        operation.put("responses", Map.of("default", Map.of("description", "Whatever the service answers.")));
        return operation;
    }
}
