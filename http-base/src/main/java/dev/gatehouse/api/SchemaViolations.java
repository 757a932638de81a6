package dev.gatehouse.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.gatehouse.config.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Says what schema errors mean, in words a caller can act on: what is wrong with the value, and what to send instead. A
 * schema may bring its own words for the latter as {@code x-mend}. Values of {@code writeOnly} members are secrets and not
 * repeated. Stateless.
 */
public final class SchemaViolations {
    /** The keyword with which a schema says what to send instead. */
    static final String MEND = "x-mend";

    private static final int LONGEST_COMPARED_NAME = 64;

    private final JsonNode document;

    /** @param document the contract the errors' schema locations point into */
    public SchemaViolations(JsonNode document) {
        this.document = document;
    }

    /** One violation per value, the one that the schema's order of keywords puts first; not all where there are many. */
    public List<Violation> of(Schema schema, JsonNode value) {
        BoundedErrors errors = new BoundedErrors();
        schema.validate(value, context -> context.setErrors(errors));
        Map<String, Violation> byPointer = new LinkedHashMap<>();
        for (Error error : errors) {
            Violation violation = violation(error);
            byPointer.putIfAbsent(violation.pointer(), violation);
        }
        List<Violation> violations = new ArrayList<>(byPointer.values());
        if (errors.isFull()) {
            violations.add(new Violation("", "has more violations than are told here"));
        }
        return violations;
    }

    private Violation violation(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new Violation(Violation.child(pointer, error.getProperty()), "is required");
            case "additionalProperties" -> new Violation(Violation.child(pointer, error.getProperty()), unknown(error));
            default -> new Violation(pointer, problem(error));
        };
    }

    private String problem(Error error) {
        JsonNode value = error.getInstanceNode();
        JsonNode limit = error.getSchemaNode();
        JsonNode schema = schema(error);
        return switch (error.getKeyword()) {
            case "type" -> "is " + kind(value) + "; send " + kinds(limit);
            case "enum" -> shown(value, schema) + " is not one of " + listed(limit);
            case "minLength" -> length(value) + "; " + mend(schema, "send at least " + limit + " characters");
            case "maxLength" -> length(value) + "; " + mend(schema, "send at most " + limit + " characters");
            case "pattern" ->
                shown(value, schema) + " is not accepted; " + mend(schema, "send what matches " + limit.asString());
            case "format" -> shown(value, schema) + " is not a " + limit.asString() + "; " + mend(schema, "send one");
            case "minItems" -> "has " + value.size() + " items; send at least " + limit;
            case "maxItems" -> "has " + value.size() + " items; send at most " + limit;
            default -> error.getMessage();
        };
    }

    private String unknown(Error error) {
        String name = error.getProperty();
        var known = new TreeSet<>(schema(error).path("properties").propertyNames());
        return known.isEmpty() || name.length() > LONGEST_COMPARED_NAME
                ? "is not a known member; remove it"
                : "is not a known member; the nearest is " + NearestName.to(name, known);
    }

    /** The schema whose keyword the error is about. */
    private JsonNode schema(Error error) {
        return document.at(error.getSchemaLocation().getFragment().getParent().toString());
    }

    private static String mend(JsonNode schema, String otherwise) {
        return schema.path(MEND).asString(otherwise);
    }

    private static String shown(JsonNode value, JsonNode schema) {
        boolean secret = schema.path("writeOnly").booleanValue(false);
        return secret ? "the value" : QuotedInput.of(value.toString());
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
        return type == JsonNodeType.NULL ? "null" : article(type.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** The types a schema allows; that null will do as well helps nobody. */
    private static String kinds(JsonNode types) {
        if (types.isString()) {
            return article(types.stringValue());
        }
        return types.valueStream()
                .map(JsonNode::asString)
                .filter(type -> !type.equals("null"))
                .map(SchemaViolations::article)
                .collect(Collectors.joining(" or "));
    }

    private static String article(String noun) {
        return ("aio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }
}
