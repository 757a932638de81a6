package dev.gatehouse.contract.document;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** A JSON document (RFC 8259) as tokens. Not thread-safe. */
final class JsonTokens implements Tokens {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST + 1)
                    .maxStringLength(SourceText.MAX_BYTES)
                    .build())
            .build();

    private final JsonParser parser;

    JsonTokens(SourceText source) {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), source.reader());
    }

    @Override
    public Token next() {
        JsonToken token = read();
        if (token == null) {
            return Token.END_OF_DOCUMENT;
        }
        return switch (token) {
            case START_OBJECT -> Token.OBJECT;
            case START_ARRAY -> Token.LIST;
            case END_OBJECT, END_ARRAY -> Token.END;
            default -> Token.SCALAR;
        };
    }

    private JsonToken read() {
        try {
            return parser.nextToken();
        } catch (JacksonException failure) {
            throw broken(failure);
        }
    }

    @Override
    public int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    @Override
    public int column() {
        return parser.currentTokenLocation().getColumnNr();
    }

    @Override
    public String text() {
        try {
            return parser.getString();
        } catch (JacksonException failure) {
            throw broken(failure);
        }
    }

    @Override
    public Node.Scalar.Type type() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Node.Scalar.Type.NULL;
            case VALUE_TRUE, VALUE_FALSE -> Node.Scalar.Type.BOOLEAN;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Node.Scalar.Type.NUMBER;
            default -> Node.Scalar.Type.STRING;
        };
    }

    @Override
    public Optional<String> anchor() {
        return Optional.empty();
    }

    @Override
    public boolean mergesOthers() {
        return false;
    }

    @Override
    public void requireStandardTag() {
        // JSON has no tags
    }

    @Override
    public void close() {
        parser.close();
    }

    private static RuntimeException broken(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        String reason = "it is not valid JSON: "
                + failure.getOriginalMessage().lines().findFirst().orElse("");
        return location == null
                ? Unreadable.at(1, 1, reason)
                : Unreadable.at(location.getLineNr(), location.getColumnNr(), reason);
    }
}
