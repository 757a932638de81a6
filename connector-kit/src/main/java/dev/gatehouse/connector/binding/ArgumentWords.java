package dev.gatehouse.connector.binding;

import dev.gatehouse.api.ViolationWords;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How connectors have always said what is wrong with an argument. Stateless. */
final class ArgumentWords extends ViolationWords {
    private static final int MAX_EXCERPT = 100;

    @Override
    protected int maximumErrors() {
        return 50;
    }

    @Override
    protected Optional<String> more() {
        return Optional.empty();
    }

    @Override
    protected String unknownMember(String name, JsonNode schema) {
        return "is not a known member; remove it";
    }

    @Override
    protected String tooShort(JsonNode value, JsonNode limit, JsonNode schema) {
        return value.asString("").isEmpty() ? "is empty; send a value" : "is shorter than " + limit + " characters";
    }

    @Override
    protected String tooLong(JsonNode value, JsonNode limit, JsonNode schema) {
        return "is longer than " + limit + " characters";
    }

    @Override
    protected String unmatched(String shown, String pattern, JsonNode schema) {
        return shown + " is not accepted; send what matches " + pattern;
    }

    @Override
    protected String unformatted(String shown, String format, JsonNode schema) {
        return shown + " is not " + article(format) + "; send one";
    }

    @Override
    protected String excerpt(JsonNode value) {
        String text = value.toString();
        return text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT) + "..." : text;
    }
}
