package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Quoted;
import dev.gatehouse.decision.content.Undecidable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The parameters of GraphQL in a URL; others are left alone. Immutable. */
final class UrlParameters {
    /** Names by which servers know queries that they keep themselves. */
    private static final Set<String> PERSISTED =
            Set.of("id", "queryid", "documentid", "doc_id", "docid", "hash", "operationid", "persistedquery", "key");

    /** Where some servers think that a name ends. */
    private static final Pattern END_OF_NAME = Pattern.compile("[\\[\\x00]");

    private final Map<String, String> values;

    private UrlParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static UrlParameters of(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            refuseHidden(pair);
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (isOfGraphql(name) && values.put(name, decoded(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                throw Undecidable.because("parameter '%s' stands twice in the URL".formatted(name));
            }
        }
        return new UrlParameters(values);
    }

    /** Whether anything in the URL could make a server carry out something. */
    boolean sayAnything() {
        return !values.isEmpty();
    }

    GraphqlRequest request() {
        String extensions = values.getOrDefault("extensions", "");
        JsonNode tree = extensions.isEmpty()
                ? MissingNode.getInstance()
                : RequestMembers.json(extensions, "parameter 'extensions'");
        return RequestMembers.request(values.getOrDefault("query", ""), values.getOrDefault("operationName", ""), tree);
    }

    /** Refuses what only servers that take a semicolon for an ampersand see. */
    private static void refuseHidden(String pair) {
        String[] parts = pair.split(";", -1);
        for (int index = 1; index < parts.length; index++) {
            if (isOfGraphql(decoded(parts[index].split("=", 2)[0]))) {
                throw Undecidable.because("the URL has a parameter of GraphQL behind a semicolon, which only some"
                        + " servers see; write %3B where it is part of a value");
            }
        }
    }

    /** Refuses names that some servers take for one of GraphQL's, in other letters or with brackets. */
    private static boolean isOfGraphql(String name) {
        if (RequestMembers.NAMES.contains(name)) {
            return true;
        }
        String plain =
                END_OF_NAME.split(name.strip(), 2)[0].replaceAll("[. ]", "_").toLowerCase(Locale.ROOT);
        boolean similar = PERSISTED.contains(plain)
                || RequestMembers.NAMES.stream().anyMatch(known -> known.equalsIgnoreCase(plain));
        if (similar) {
            throw Undecidable.because(
                    "the URL has a parameter %s, which only some servers know".formatted(Quoted.text(name)));
        }
        return false;
    }

    private static String decoded(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '%') {
                octets.write(octet(text, index));
                index += 2;
            } else {
                octets.writeBytes(
                        (character == '+' ? " " : String.valueOf(character)).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Undecidable.because("the URL's parameters are not UTF-8");
        }
    }

    private static int octet(String text, int index) {
        int high = index + 2 < text.length() ? Character.digit(text.charAt(index + 1), 16) : -1;
        int low = index + 2 < text.length() ? Character.digit(text.charAt(index + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw Undecidable.because("the URL's parameters have a '%' that encodes nothing");
        }
        return high * 16 + low;
    }
}
