package dev.gatehouse.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random schema whose types lead to each other, and random requests to it, some of them wrong. For one thread. */
final class RandomGraph {
    private static final int OBJECTS = 4;
    private static final List<String> SCOPES = List.of("a", "b", "c");

    private final Random random;

    RandomGraph(long seed) {
        this.random = new Random(seed);
    }

    String schema() {
        StringBuilder text = new StringBuilder(
                "type Query { root: Query f0: String hidden: String @requiresScopes(scopes: [[\"a\"]])");
        IntStream.range(0, OBJECTS).forEach(i -> text.append(" t%d: T%d%s".formatted(i, i, access())));
        text.append(" any: Any%s all: [All]%s }%ntype Mutation { set: T0%s query: Query }%n"
                .formatted(access(), access(), access()));
        text.append("interface Any%s { f0: String%s }%n".formatted(access(), access()));
        text.append("union All%s = T0 | T2%n".formatted(access()));
        for (int i = 0; i < OBJECTS; i++) {
            String implemented = i % 2 == 0 ? " implements Any" : "";
            text.append("type T%d%s%s { f0: String%s f1: Kind%s next: T%d%s other: Any%s query: Query%s }%n"
                    .formatted(
                            i,
                            implemented,
                            access(),
                            access(),
                            access(),
                            random.nextInt(OBJECTS),
                            access(),
                            access(),
                            access()));
        }
        return text.append("enum Kind%s { X }%n".formatted(access())).toString();
    }

    private String access() {
        return switch (random.nextInt(5)) {
            case 0 -> " @authenticated";
            case 1 ->
                " @requiresScopes(scopes: [%s])"
                        .formatted(IntStream.rangeClosed(0, random.nextInt(2))
                                .mapToObj(i -> "[\"" + scope() + "\", \"" + scope() + "\"]")
                                .collect(Collectors.joining(", ")));
            default -> "";
        };
    }

    private String scope() {
        return SCOPES.get(random.nextInt(SCOPES.size()));
    }

    /** A document with one operation, now and then with two or with none. */
    String document() {
        List<String> parts = new ArrayList<>();
        parts.add((random.nextInt(4) == 0 ? "mutation M" : "query Q") + "{ " + selections(0) + " }");
        if (random.nextInt(12) == 0) {
            parts.add("query Other { f0 }");
        }
        parts.add("fragment F on T%d { %s }".formatted(random.nextInt(OBJECTS), selections(3)));
        return String.join(" ", parts);
    }

    private String selections(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> selection(depth))
                .collect(Collectors.joining(" "));
    }

    private String selection(int depth) {
        if (depth > 4) {
            return "f0";
        }
        return switch (random.nextInt(14)) {
            case 0 -> "__typename";
            case 1 -> "x: f0";
            case 2 -> "f1";
            case 3 -> depth > 1 ? "...F" : "f0 @skip(if: true)";
            case 4 -> "... on T%d { %s }".formatted(random.nextInt(OBJECTS), selections(depth + 1));
            case 5 -> "other { %s }".formatted(selections(depth + 1));
            case 6 -> "any { %s }".formatted(selections(depth + 1));
            case 7 -> "all { __typename ... on T0 { %s } }".formatted(selections(depth + 1));
            case 8 -> "query { %s }".formatted(selections(depth + 1));
            case 9 -> "root { %s }".formatted(selections(depth + 1));
            case 10 -> random.nextInt(6) == 0 ? "nothing" : "set { %s }".formatted(selections(depth + 1));
            case 11 -> "next { %s }".formatted(selections(depth + 1));
            default -> "t%d { %s }".formatted(random.nextInt(OBJECTS), selections(depth + 1));
        };
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
