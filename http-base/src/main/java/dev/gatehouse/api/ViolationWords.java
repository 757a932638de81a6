package dev.gatehouse.api;

import com.networknt.schema.Error;
import dev.gatehouse.config.NearestName;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Words that a caller can act on: what is wrong with a value, and what to send instead. A schema may bring its own words for
 * the latter as {@code x-mend}. Values of {@code writeOnly} members are secrets and not repeated. Stateless.
 */
public class ViolationWords {
    private static final int MAX_COMPARED_NAME = 64;

    /** After how many errors nothing more is looked at. */
    protected int maximumErrors() {
        return 100;
    }

    /** What is said of the whole value where not everything that is wrong is told; empty to say nothing. */
    protected Optional<String> more() {
        return Optional.of("has more violations than are told here");
    }

    /** A member that the schema does not know. */
    protected String unknownMember(String name, JsonNode schema) {
        var known = new TreeSet<>(schema.path("properties").propertyNames());
        return known.isEmpty() || name.length() > MAX_COMPARED_NAME
                ? "is not a known member; remove it"
                : "is not a known member; the nearest is " + NearestName.to(name, known);
    }

    /** @param schema whose keyword the error is about */
    final String problem(Error error, JsonNode schema) {
        JsonNode value = error.getInstanceNode();
        JsonNode limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "is " + kind(value) + "; send " + kinds(limit);
            case "enum" -> shown(value, schema) + " is not one of " + listed(limit);
            case "minLength" -> tooShort(value, limit, schema);
            case "maxLength" -> tooLong(value, limit, schema);
            case "pattern" -> unmatched(shown(value, schema), limit.asString(), schema);
            case "format" -> unformatted(shown(value, schema), limit.asString(), schema);
            case "minItems" -> "has " + value.size() + " items; send at least " + limit;
            case "maxItems" -> "has " + value.size() + " items; send at most " + limit;
            default -> error.getMessage();
        };
    }

    /** A text shorter than its limit. */
    protected String tooShort(JsonNode value, JsonNode limit, JsonNode schema) {
        return length(value) + "; " + mend(schema, "send at least " + limit + " characters");
    }

    /** A text longer than its limit. */
    protected String tooLong(JsonNode value, JsonNode limit, JsonNode schema) {
        return length(value) + "; " + mend(schema, "send at most " + limit + " characters");
    }

    /** A value that does not match the pattern. */
    protected String unmatched(String shown, String pattern, JsonNode schema) {
        return shown + " is not accepted; " + mend(schema, "send what matches " + pattern);
    }

    /** A value that is not of the format. */
    protected String unformatted(String shown, String format, JsonNode schema) {
        return ShownFormat.isOne(format)
                ? shown + " shows nothing, or has characters that people cannot see; leave those out"
                : shown + " is not a " + format + "; " + mend(schema, "send one");
    }

    /** A value as it may be repeated. */
    protected String excerpt(JsonNode value) {
        return QuotedInput.of(value.toString());
    }

    private String shown(JsonNode value, JsonNode schema) {
        boolean secret = schema.path("writeOnly").booleanValue(false);
        return secret ? "the value" : excerpt(value);
    }

    private static String mend(JsonNode schema, String otherwise) {
        return schema.path(SchemaViolations.MEND).asString(otherwise);
    }

    private static String length(JsonNode value) {
        String text = value.asString();
        return text.isEmpty() ? "is empty" : "has " + text.codePointCount(0, text.length()) + " characters";
    }

    private static String listed(JsonNode values) {
        return values.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String kind(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return type == JsonNodeType.NULL ? "null" : article(type.name().toLowerCase(Locale.ROOT));
    }

    /** The types a schema allows; that null will do as well helps nobody. */
    private static String kinds(JsonNode types) {
        if (types.isString()) {
            return article(types.stringValue());
        }
        return types.valueStream()
                .map(JsonNode::asString)
                .filter(type -> !type.equals("null"))
                .map(ViolationWords::article)
                .collect(Collectors.joining(" or "));
    }

    /** With its article. */
    protected static String article(String noun) {
        return ("aio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }
}
