package dev.gatehouse.contract.document;

import dev.gatehouse.contract.document.Tokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the tree from tokens: keeps what its {@link Place} says, shares what anchors name, and bounds depth and size.
 * Not thread-safe: one per document.
 */
final class TreeBuilder {
    /** The deepest nesting that is followed. */
    static final int DEEPEST = 500;

    private static final int MOST_NODES = 500_000;
    private static final int MOST_MERGED = 500_000;

    private final Tokens tokens;
    private final Map<String, Node> anchors = new HashMap<>();
    private final Budget nodes = new Budget(MOST_NODES, "values outside of schemas, examples and descriptions");
    private final Budget openNames = new Budget(MOST_NODES, "names in objects that are not complete");
    private final Budget merged = new Budget(MOST_MERGED, "members merged with '<<'");
    private final OutsideReferences references = new OutsideReferences();

    TreeBuilder(Tokens tokens) {
        this.tokens = tokens;
    }

    DocumentTree build() {
        Token first = tokens.next();
        if (first == Token.END_OF_DOCUMENT) {
            throw Unreadable.at(1, 1, "it is empty; send an OpenAPI document");
        }
        Node root = value(first, Place.ROOT, 0);
        if (tokens.next() != Token.END_OF_DOCUMENT) {
            throw here("the document ended before this; remove what follows");
        }
        return new DocumentTree(root, references.files());
    }

    private Node value(Token token, Place place, int depth) {
        if (token == Token.ALIAS) {
            return aliased();
        }
        Optional<String> anchor = tokens.anchor();
        return anchor.isPresent()
                ? anchored(anchor.get(), token, place.anchored(), depth)
                : plainValue(token, place, depth);
    }

    private Node plainValue(Token token, Place place, int depth) {
        if (depth >= DEEPEST) {
            throw here("it is nested deeper than %d levels".formatted(DEEPEST));
        }
        if (place.isKept()) {
            nodes.spend(1, tokens.line(), tokens.column());
        }
        return switch (token) {
            case OBJECT -> mapping(place, depth);
            case LIST -> sequence(place, depth);
            case SCALAR -> scalar(place);
            case ALIAS, END, END_OF_DOCUMENT -> throw here("it ends in the middle of a value");
        };
    }

    private Node anchored(String anchor, Token token, Place place, int depth) {
        // stands for the value until it is complete, so that an alias to it from inside is seen
        Node incomplete = new Node.Skipped(tokens.line(), tokens.column());
        anchors.put(anchor, incomplete);
        Node value = plainValue(token, place, depth);
        anchors.replace(anchor, incomplete, value);
        return value;
    }

    private Node aliased() {
        String anchor = tokens.text();
        Node value = anchors.get(anchor);
        if (value == null) {
            throw here("alias %s names no anchor before it".formatted(Unreadable.quote("*" + anchor)));
        }
        if (value instanceof Node.Skipped) {
            throw here("alias %s stands inside the value it names".formatted(Unreadable.quote("*" + anchor)));
        }
        return value;
    }

    private Node scalar(Place place) {
        int line = tokens.line();
        int column = tokens.column();
        return place.isKept()
                ? new Node.Scalar(tokens.type(), tokens.text(), line, column)
                : new Node.Skipped(line, column);
    }

    private Node sequence(Place place, int depth) {
        int line = tokens.line();
        int column = tokens.column();
        requireStandardTag(place);
        List<Node> items = new ArrayList<>();
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            Node item = value(token, place, depth + 1);
            if (place.isKept()) {
                items.add(item);
            }
        }
        return place.isKept() ? new Node.Sequence(items, line, column) : new Node.Skipped(line, column);
    }

    private Node mapping(Place place, int depth) {
        int line = tokens.line();
        int column = tokens.column();
        requireStandardTag(place);
        MappingBuilder members = new MappingBuilder(place.isKept());
        int names = 0;
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            member(token, place, depth, members);
            names++;
        }
        openNames.giveBack(names);
        return place.isKept() ? members.build(line, column, merged) : new Node.Skipped(line, column);
    }

    private void member(Token token, Place place, int depth, MappingBuilder members) {
        if (token != Token.SCALAR) {
            throw here("a name in an object must be plain text");
        }
        int line = tokens.line();
        int column = tokens.column();
        String name = tokens.text();
        boolean merge = tokens.mergesOthers();
        openNames.spend(1, line, column);
        tokens.anchor().ifPresent(anchor -> anchors.put(anchor, scalar(Place.KEPT)));
        if (!members.isNew(name, merge)) {
            throw here("%s stands here for the second time in one object".formatted(Unreadable.quote(name)));
        }
        boolean reference = name.equals("$ref") && place.checksReferences();
        Node value = value(tokens.next(), memberPlace(place, name, merge, reference), depth + 1);
        if (reference && value instanceof Node.Scalar target && target.type() == Node.Scalar.Type.STRING) {
            references.check(target);
        }
        members.add(new Member(name, value, line, column), merge);
    }

    private static Place memberPlace(Place place, String name, boolean merge, boolean reference) {
        if (merge) {
            return place;
        }
        return reference ? Place.KEPT : place.member(name);
    }

    private void requireStandardTag(Place place) {
        if (place.isKept() && tokens instanceof YamlTokens yaml) {
            yaml.requireStandardTag();
        }
    }

    private RuntimeException here(String reason) {
        return Unreadable.at(tokens.line(), tokens.column(), reason);
    }
}
