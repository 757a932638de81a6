package dev.gatehouse.contract.schema;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.References;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schema with everything that its {@code $ref} and {@code allOf} add to it. What is said twice is taken as it is said first.
 * Immutable.
 *
 * @param place the schema itself, where its reference leads
 * @param parts it and everything that it consists of
 */
record SchemaView(Node.Mapping place, List<Node.Mapping> parts) {
    private static final int MAX_PARTS = 200;

    /** Empty where it is none that says anything, such as {@code true}, or that cannot be found in the document. */
    static Optional<SchemaView> of(Node schema, References references) {
        try {
            return found(schema, references);
        } catch (ApiException elsewhere) {
            return Optional.empty();
        }
    }

    private static Optional<SchemaView> found(Node schema, References references) {
        Node place = references.chainEnd(schema);
        if (!(place instanceof Node.Mapping start)) {
            return Optional.empty();
        }
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node.Mapping> parts = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(schema));
        while (!open.isEmpty() && parts.size() < MAX_PARTS) {
            Node node = open.removeFirst();
            if (!seen.add(node) || !(node instanceof Node.Mapping part)) {
                continue;
            }
            parts.add(part);
            references.next(part).ifPresent(open::addLast);
            part.member("allOf").ifPresent(all -> items(all).forEach(open::addLast));
        }
        return Optional.of(new SchemaView(start, parts));
    }

    private static List<Node> items(Member member) {
        return member.value() instanceof Node.Sequence list ? list.items() : List.of();
    }

    /** How much there is to compare. */
    int size() {
        return parts.size() + properties().size() + required().size();
    }

    /** The first member of that name. */
    Optional<Member> member(String name) {
        return parts.stream().flatMap(part -> part.member(name).stream()).findFirst();
    }

    int line(String name) {
        return member(name).map(Member::line).orElse(place.line());
    }

    private Optional<String> text(String name) {
        return member(name)
                .filter(member -> member.value() instanceof Node.Scalar)
                .map(Member::text);
    }

    boolean isTrue(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    Optional<String> format() {
        return text("format");
    }

    /** What types a value may have; none where nobody says. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        member("type").ifPresent(type -> {
            if (type.value() instanceof Node.Scalar scalar) {
                types.add(scalar.text());
            }
            items(type).forEach(item -> {
                if (item instanceof Node.Scalar scalar) {
                    types.add(scalar.text());
                }
            });
        });
        if (types.isEmpty() && !properties().isEmpty()) {
            types.add("object");
        }
        if (types.isEmpty() && member("items").isPresent()) {
            types.add("array");
        }
        if (!types.isEmpty() && (isTrue("nullable") || isTrue("x-nullable"))) {
            types.add("null");
        }
        return types;
    }

    /** The values it may have, where they are listed. */
    Optional<Set<String>> values() {
        Optional<Member> listed = member("enum").filter(values -> values.value() instanceof Node.Sequence);
        if (listed.isEmpty()) {
            return text("const").map(Set::of);
        }
        Set<String> values = new TreeSet<>();
        items(listed.get()).forEach(item -> {
            if (item instanceof Node.Scalar scalar) {
                values.add(scalar.text());
            }
        });
        return Optional.of(values);
    }

    /** Of all its parts. */
    Map<String, Member> properties() {
        Map<String, Member> properties = new LinkedHashMap<>();
        for (Node.Mapping part : parts) {
            part.member("properties").ifPresent(member -> {
                if (member.value() instanceof Node.Mapping named) {
                    named.members().forEach(properties::putIfAbsent);
                }
            });
        }
        return properties;
    }

    /** The names of members that must be there, with their places; of all its parts. */
    Map<String, Node> required() {
        Map<String, Node> required = new LinkedHashMap<>();
        for (Node.Mapping part : parts) {
            part.member("required")
                    .ifPresent(member -> items(member).forEach(item -> {
                        if (item instanceof Node.Scalar scalar) {
                            required.putIfAbsent(scalar.text(), item);
                        }
                    }));
        }
        return required;
    }

    /** Whether members that it does not name are refused. */
    boolean isClosed() {
        return member("additionalProperties")
                .filter(member -> member.value() instanceof Node.Scalar scalar
                        && scalar.text().equals("false"))
                .isPresent();
    }

    /** The schemas of which one, or any, holds, by what they refer to, else by their number. */
    Map<String, Node> variants() {
        Map<String, Node> variants = new LinkedHashMap<>();
        for (String name : List.of("oneOf", "anyOf")) {
            member(name).ifPresent(member -> {
                List<Node> items = items(member);
                for (int i = 0; i < items.size(); i++) {
                    variants.putIfAbsent(name(items.get(i), i), items.get(i));
                }
            });
        }
        return variants;
    }

    private static String name(Node variant, int number) {
        return variant instanceof Node.Mapping mapping
                ? mapping.member("$ref")
                        .or(() -> mapping.member("title"))
                        .filter(member -> member.value() instanceof Node.Scalar)
                        .map(Member::text)
                        .orElse("number " + (number + 1))
                : "number " + (number + 1);
    }
}
