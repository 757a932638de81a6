package dev.gatehouse.decision.graphql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The graph of a schema as JSON, as guards get it: {@code ServiceGraph} of the registry's contract. The same graph is always
 * the same text. Stateless.
 */
final class GraphText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPES = "types";
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String REQUIRES = "requires";
    private static final String OBJECTS = "objects";
    private static final String FIELDS = "fields";

    private GraphText() {}

    /** @param schema null where it is not known */
    static String write(@Nullable SchemaGraph schema) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (schema != null) {
            all.put(
                    TYPES,
                    new TreeMap<>(schema.types())
                            .values().stream().map(GraphText::written).toList());
        }
        return JSON.writeValueAsString(all);
    }

    private static Map<String, Object> written(GraphType type) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put(NAME, type.name());
        if (type.role() != null) {
            written.put(ROLE, type.role().defaultType());
        }
        add(type.access(), written);
        if (!type.objects().isEmpty()) {
            written.put(OBJECTS, new TreeSet<>(type.objects()));
        }
        if (!type.fields().isEmpty()) {
            written.put(
                    FIELDS,
                    new TreeMap<>(type.fields())
                            .entrySet().stream()
                                    .map(field -> written(field.getKey(), field.getValue()))
                                    .toList());
        }
        return written;
    }

    private static Map<String, Object> written(String name, GraphField field) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put(NAME, name);
        written.put("type", field.type());
        add(field.access(), written);
        return written;
    }

    /** What is not understood needs any valid token, and that is all that a guard has to know of it. */
    private static void add(@Nullable Access access, Map<String, Object> written) {
        if (access != null) {
            written.put(
                    REQUIRES,
                    access.alternatives().isEmpty() ? Access.ANY_TOKEN.alternatives() : access.alternatives());
        }
    }

    /** Null where it says that the schema is not known. @throws IllegalArgumentException where it is no such text */
    static @Nullable SchemaGraph read(String text) {
        JsonNode all = tree(text);
        if (!all.has(TYPES)) {
            return null;
        }
        Map<String, GraphType> types = new LinkedHashMap<>();
        for (JsonNode written : elements(all.path(TYPES))) {
            GraphType type = type(written);
            types.put(type.name(), type);
        }
        return new SchemaGraph(types);
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the graph of a schema is no JSON", e);
        }
        throw new IllegalArgumentException("the graph of a schema is no JSON object");
    }

    private static GraphType type(JsonNode written) {
        Map<String, GraphField> fields = new LinkedHashMap<>();
        for (JsonNode field : elements(written.path(FIELDS))) {
            fields.put(text(field, NAME), new GraphField(text(field, "type"), access(field)));
        }
        Set<String> objects = new HashSet<>();
        elements(written.path(OBJECTS)).forEach(object -> objects.add(text(object)));
        return new GraphType(
                text(written, NAME), role(written), access(written), Map.copyOf(fields), Set.copyOf(objects));
    }

    private static @Nullable RootRole role(JsonNode written) {
        if (!written.has(ROLE)) {
            return null;
        }
        String name = text(written, ROLE);
        return List.of(RootRole.values()).stream()
                .filter(role -> role.defaultType().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the graph of a schema has a role " + name));
    }

    private static @Nullable Access access(JsonNode written) {
        if (!written.has(REQUIRES)) {
            return null;
        }
        List<List<String>> alternatives = new ArrayList<>();
        for (JsonNode alternative : elements(written.path(REQUIRES))) {
            alternatives.add(elements(alternative).stream().map(GraphText::text).toList());
        }
        return new Access(alternatives);
    }

    private static List<JsonNode> elements(JsonNode list) {
        if (!list.isArray() && !list.isMissingNode()) {
            throw new IllegalArgumentException("the graph of a schema has something else where a list should be");
        }
        return list.valueStream().toList();
    }

    private static String text(JsonNode written, String member) {
        return text(written.path(member));
    }

    private static String text(JsonNode written) {
        if (!written.isString()) {
            throw new IllegalArgumentException("the graph of a schema has something else where text should be");
        }
        return written.asString();
    }
}
