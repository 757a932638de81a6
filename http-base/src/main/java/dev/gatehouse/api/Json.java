package dev.gatehouse.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads JSON the one way we do it. Thread-safe. */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};
    private static final TypeReference<List<List<String>>> NESTED_LISTS = new TypeReference<>() {};

    private Json() {}

    /** The value as UTF-8 JSON; absent members are left out. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** An object without members. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The value as a tree; absent members are left out. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value as JSON text. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Reads JSON that this server wrote itself. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** The members of an object as Java's own maps, lists, texts, numbers and booleans. */
    public static Map<String, Object> plain(JsonNode object) {
        return MAPPER.readValue(MAPPER.treeAsTokens(object), PLAIN);
    }

    /** Reads a list of lists of texts that this server wrote itself. */
    public static List<List<String>> readNestedLists(String json) {
        return MAPPER.readValue(json, NESTED_LISTS);
    }

    /**
     * Parses a request body.
     *
     * @throws ApiException ERR11003 with line and column
     */
    public static JsonNode parse(byte[] body) {
        Utf8Text.check(body);
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree.isMissingNode()) {
                throw ErrorCode.VALIDATOR_SCHEMA_INVALID_JSON.with(1, 1, "there is no value");
            }
            return tree;
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            int line = location == null ? 1 : Math.max(1, location.getLineNr());
            int column = location == null ? 1 : Math.max(1, location.getColumnNr());
            throw ErrorCode.VALIDATOR_SCHEMA_INVALID_JSON.with(line, column, e.getOriginalMessage());
        }
    }

    static <T> T convert(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }
}
