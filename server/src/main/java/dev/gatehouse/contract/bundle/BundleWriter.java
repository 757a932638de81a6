package dev.gatehouse.contract.bundle;

import dev.gatehouse.contract.document.Located;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Writes trees as JSON, a member or an item a line, and keeps where each line came from. Not thread-safe. */
final class BundleWriter {
    private static final int MAX_LINES = 1_000_000;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private final StringBuilder out = new StringBuilder();
    private final List<Bundle.Place> places = new ArrayList<>();
    private String file = "";
    private int depth;

    /** What to write in place of the text of a reference. */
    interface Rewriting extends BiFunction<Node.Scalar, Meaning, String> {}

    /** What the members of an object are to readers, so that it is known where a {@code $ref} is one. */
    enum Meaning {
        KEYWORDS,
        NAMES,
        /** Extensions and examples, to which references may lead, and in which they may stand. */
        OPEN,
        DATA;

        private static final Set<String> OF_DATA = Set.of("example", "default", "enum", "const", "value");
        private static final Set<String> OF_NAMES = Set.of(
                "properties",
                "patternProperties",
                "dependentSchemas",
                "definitions",
                "$defs",
                "responses",
                "headers",
                "content",
                "links",
                "callbacks",
                "paths",
                "webhooks",
                "schemas",
                "securitySchemes",
                "securityDefinitions",
                "requestBodies",
                "pathItems",
                "mediaTypes");

        Meaning member(String name) {
            if (this == NAMES) {
                return KEYWORDS;
            }
            if (this != KEYWORDS) {
                return this;
            }
            if (name.startsWith("x-") || name.equals("examples")) {
                return OPEN;
            }
            return OF_DATA.contains(name) ? DATA : OF_NAMES.contains(name) ? NAMES : KEYWORDS;
        }

        boolean hasReferences() {
            return this != DATA;
        }
    }

    List<Bundle.Place> places() {
        return List.copyOf(places);
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    void from(String path) {
        file = path;
    }

    void open(String bracket) {
        out.append(bracket);
        depth++;
    }

    void close(String bracket, Located place) {
        depth--;
        line(place);
        out.append(bracket);
    }

    /** Begins a line. */
    void line(Located place) {
        out.append('\n').append("  ".repeat(depth));
        places.add(new Bundle.Place(file, place.line(), place.column()));
        if (places.size() > MAX_LINES) {
            throw DocumentFiles.problem(
                    "bundled into one document it has more than %,d members and items".formatted(MAX_LINES));
        }
        if (out.length() > SourceText.MAX_BYTES) {
            throw DocumentFiles.problem(
                    "bundled into one document it has more than %,d bytes".formatted(SourceText.MAX_BYTES));
        }
    }

    /** The first line has no line break before it. */
    void firstLine(Located place) {
        places.add(new Bundle.Place(file, place.line(), place.column()));
    }

    void name(String name) {
        quote(name);
        out.append(": ");
    }

    void comma() {
        out.append(',');
    }

    void members(Node.Mapping mapping, Meaning meaning, Rewriting rewriting) {
        Iterator<Member> members = mapping.members().values().iterator();
        while (members.hasNext()) {
            Member member = members.next();
            line(member);
            name(member.name());
            if (member.name().equals("$ref")
                    && meaning.hasReferences()
                    && member.value() instanceof Node.Scalar reference
                    && reference.type() == Node.Scalar.Type.STRING) {
                quote(rewriting.apply(reference, meaning));
            } else {
                value(member.value(), meaning.member(member.name()), rewriting);
            }
            if (members.hasNext()) {
                comma();
            }
        }
    }

    void value(Node node, Meaning meaning, Rewriting rewriting) {
        switch (node) {
            case Node.Mapping mapping when mapping.members().isEmpty() -> out.append("{}");
            case Node.Mapping mapping -> {
                open("{");
                members(mapping, meaning, rewriting);
                close("}", mapping);
            }
            case Node.Sequence list when list.items().isEmpty() -> out.append("[]");
            case Node.Sequence list -> {
                open("[");
                for (int i = 0; i < list.items().size(); i++) {
                    line(list.items().get(i));
                    value(list.items().get(i), meaning, rewriting);
                    if (i < list.items().size() - 1) {
                        comma();
                    }
                }
                close("]", list);
            }
            case Node.Scalar scalar -> scalar(scalar);
            case Node.Skipped ignored -> out.append("null");
        }
    }

    private void scalar(Node.Scalar scalar) {
        switch (scalar.type()) {
            case NULL -> out.append("null");
            case BOOLEAN -> out.append(scalar.text().toLowerCase(Locale.ROOT));
            case NUMBER -> {
                if (NUMBER.matcher(scalar.text()).matches()) {
                    out.append(scalar.text());
                } else {
                    quote(scalar.text());
                }
            }
            case STRING -> quote(scalar.text());
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
