package dev.gatehouse.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says where a value does not match its schema and, in {@link ViolationWords}, what is wrong with it. Thread-safe. */
public final class SchemaViolations {
    /** The keyword with which a schema says what to send instead. */
    static final String MEND = "x-mend";

    private final JsonNode document;
    private final ViolationWords words;

    /** @param document the contract the errors' schema locations point into */
    public SchemaViolations(JsonNode document) {
        this(document, new ViolationWords());
    }

    /** @param words for what is wrong, where the usual ones will not do */
    public SchemaViolations(JsonNode document, ViolationWords words) {
        this.document = document;
        this.words = words;
    }

    /** One violation per value, the one that the schema's order of keywords puts first; not all where there are many. */
    public List<Violation> of(Schema schema, JsonNode value) {
        BoundedErrors errors = new BoundedErrors(words.maximumErrors());
        schema.validate(value, context -> context.setErrors(errors));
        Map<String, Violation> byPointer = new LinkedHashMap<>();
        for (Error error : errors) {
            Violation violation = violation(error);
            byPointer.putIfAbsent(violation.pointer(), violation);
        }
        List<Violation> violations = new ArrayList<>(byPointer.values());
        if (errors.isFull()) {
            words.more().ifPresent(more -> violations.add(new Violation("", more)));
        }
        return violations;
    }

    private Violation violation(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new Violation(Violation.child(pointer, error.getProperty()), "is required");
            case "additionalProperties" ->
                new Violation(
                        Violation.child(pointer, error.getProperty()),
                        words.unknownMember(error.getProperty(), schema(error)));
            default -> new Violation(pointer, words.problem(error, schema(error)));
        };
    }

    /** The schema whose keyword the error is about. */
    private JsonNode schema(Error error) {
        return document.at(error.getSchemaLocation().getFragment().getParent().toString());
    }
}
