package dev.gatehouse.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.json.JsonMapper;

/**
 * A made-up contract of which we know what must be read from it.
 *
 * @param version 2.0, 3.0.3 or 3.1.0
 * @param base empty, or a path with a leading slash
 * @param security the document's own, if any; each requirement maps schemes to scopes
 */
record GeneratedContract(
        String version,
        String base,
        Optional<List<Map<String, List<String>>>> security,
        Map<String, Map<String, GeneratedOperation>> paths) {

    /** The schemes of every generated document; a plain key is no OAuth. */
    static final Set<String> SCOPED = Set.of("oauth", "other");

    /** An operation with the parts that matter. */
    record GeneratedOperation(Optional<String> id, Optional<List<Map<String, List<String>>>> security) {}

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document());
    }

    String yaml(FlowStyle style) {
        return new Dump(DumpSettings.builder().setDefaultFlowStyle(style).build()).dumpToString(document());
    }

    /** The endpoints with what they need, found in a second, plain way. */
    Map<String, Set<Set<String>>> expected() {
        Map<String, Set<Set<String>>> expected = new LinkedHashMap<>();
        boolean derived = allSecurity().stream().noneMatch(list -> !scoped(list).isEmpty());
        paths.forEach((path, operations) -> operations.forEach(
                (method, operation) -> expected.put(base + path + "@" + method, needs(operation, method, derived))));
        return expected;
    }

    private List<List<Map<String, List<String>>>> allSecurity() {
        List<List<Map<String, List<String>>>> all =
                new ArrayList<>(security.stream().toList());
        paths.values()
                .forEach(operations -> operations
                        .values()
                        .forEach(operation -> operation.security().ifPresent(all::add)));
        return all;
    }

    private Set<Set<String>> needs(GeneratedOperation operation, String method, boolean derived) {
        Optional<List<Map<String, List<String>>>> stated = operation.security().or(() -> security);
        boolean open = stated.filter(list -> list.isEmpty() || list.contains(Map.<String, List<String>>of()))
                .isPresent();
        if (open || (stated.isEmpty() && !derived)) {
            return Set.of();
        }
        Set<Set<String>> alternatives = scoped(stated.orElse(List.of()));
        if (derived || alternatives.isEmpty()) {
            return Set.of(Set.of(Set.of("get", "head", "options").contains(method) ? "shop.r" : "shop.w"));
        }
        return alternatives.contains(Set.<String>of()) ? Set.of(Set.of()) : alternatives;
    }

    private static Set<Set<String>> scoped(List<Map<String, List<String>>> security) {
        return security.stream()
                .filter(requirement -> requirement.keySet().stream().anyMatch(SCOPED::contains))
                .map(requirement -> requirement.entrySet().stream()
                        .filter(scheme -> SCOPED.contains(scheme.getKey()))
                        .flatMap(scheme -> scheme.getValue().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .collect(Collectors.toSet());
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info", Map.of("title", "Generated", "version", "1"));
        Map<String, Object> written = new LinkedHashMap<>();
        paths.forEach((path, operations) -> written.put(path, pathItem(operations)));
        document.put("paths", written);
        security.ifPresent(list -> document.put("security", list));
        if (version.equals("2.0")) {
            document.put("basePath", base.isEmpty() ? "/" : base);
            document.put(
                    "securityDefinitions",
                    schemes(Map.of(
                            "type", "oauth2", "flow", "application", "tokenUrl", "https://x", "scopes", Map.of())));
            document.put("swagger", version);
        } else {
            document.put("servers", List.of(Map.of("url", "https://example.com" + base + "/")));
            Map<String, Object> flow = Map.of("tokenUrl", "https://x", "scopes", Map.of());
            document.put(
                    "components",
                    Map.of(
                            "securitySchemes",
                            schemes(Map.of("type", "oauth2", "flows", Map.of("clientCredentials", flow)))));
            document.put("openapi", version);
        }
        return document;
    }

    private static Map<String, Object> schemes(Map<String, Object> oauth) {
        return Map.of("oauth", oauth, "other", oauth, "key", Map.of("type", "apiKey", "in", "header", "name", "X-Key"));
    }

    private static Map<String, Object> pathItem(Map<String, GeneratedOperation> operations) {
        Map<String, Object> item = new LinkedHashMap<>();
        operations.forEach((method, operation) -> {
            Map<String, Object> written = new LinkedHashMap<>();
            operation.id().ifPresent(id -> written.put("operationId", id));
            operation.security().ifPresent(list -> written.put("security", list));
            written.put("responses", Map.of("200", Map.of("description", "Fine")));
            item.put(method, written);
        });
        return item;
    }
}
