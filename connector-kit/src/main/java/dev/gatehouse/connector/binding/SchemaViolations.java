package dev.gatehouse.connector.binding;

import com.networknt.schema.Error;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import dev.gatehouse.connector.http.Violation;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Says what schema errors mean, in words a caller can act on. Values of schemas with {@code writeOnly} are secrets and not
 * repeated. Thread-safe.
 */
final class SchemaViolations {
    private static final int ENOUGH = 50;

    private final OpenApiDocument document;

    SchemaViolations(OpenApiDocument document) {
        this.document = document;
    }

    /** One violation per value. @param name what the value as a whole is called; empty for the body */
    List<Violation> of(Schema schema, JsonNode value, String name) {
        Bounded errors = new Bounded();
        schema.validate(value, context -> context.setErrors(errors));
        Map<String, Violation> byField = new LinkedHashMap<>();
        for (Error error : errors) {
            Violation violation = violation(error, name);
            byField.putIfAbsent(violation.field(), violation);
        }
        return List.copyOf(byField.values());
    }

    private Violation violation(Error error, String name) {
        String pointer = error.getInstanceLocation().toString();
        boolean aboutMember = List.of("required", "additionalProperties").contains(error.getKeyword());
        String place = aboutMember ? pointer + "/" + error.getProperty() : pointer;
        String field = name.isEmpty() ? place.replaceFirst("^/", "") : name + place;
        return new Violation(field, problem(error));
    }

    private String problem(Error error) {
        JsonNode value = error.getInstanceNode();
        JsonNode limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "is required";
            case "additionalProperties" -> "is not a known member; remove it";
            case "type" ->
                "is " + article(value.getNodeType().name().toLowerCase(Locale.ROOT)) + "; send " + kinds(limit);
            case "enum" -> shown(error) + " is not one of " + listed(limit);
            case "minLength" ->
                value.asString("").isEmpty() ? "is empty; send a value" : "is shorter than " + limit + " characters";
            case "maxLength" -> "is longer than " + limit + " characters";
            case "pattern" -> shown(error) + " is not accepted; send what matches " + limit.asString();
            case "format" -> shown(error) + " is not " + article(limit.asString()) + "; send one";
            default -> error.getMessage();
        };
    }

    private String shown(Error error) {
        JsonNode schema =
                document.at(error.getSchemaLocation().getFragment().getParent().toString());
        if (schema.path("writeOnly").booleanValue(false)) {
            return "the value";
        }
        String text = error.getInstanceNode().toString();
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private static String listed(JsonNode values) {
        return values.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    /** That null will do as well helps nobody. */
    private static String kinds(JsonNode types) {
        return types.isString()
                ? article(types.stringValue())
                : types.valueStream()
                        .map(JsonNode::asString)
                        .filter(type -> !type.equals("null"))
                        .map(SchemaViolations::article)
                        .collect(Collectors.joining(" or "));
    }

    private static String article(String noun) {
        return noun.equals("null") ? noun : ("aio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /** Ends the validation where there are enough: a large body can hold millions of errors. */
    private static final class Bounded extends AbstractList<Error> {
        private final List<Error> errors = new ArrayList<>();

        @Override
        public boolean add(Error error) {
            errors.add(error);
            if (errors.size() >= ENOUGH) {
                throw new FailFastAssertionException(error);
            }
            return true;
        }

        @Override
        public Error get(int index) {
            return errors.get(index);
        }

        @Override
        public int size() {
            return errors.size();
        }
    }
}
