package dev.gatehouse.contract.document;

import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Tokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the tree from tokens: keeps what its {@link MemberFilter} says, shares what anchors name, and bounds depth and size.
 * Not thread-safe: one per document.
 */
final class TreeBuilder {
    private static final int MAX_NODES = 500_000;
    private static final int MAX_MERGED = 500_000;

    private final Tokens tokens;
    private final Map<String, Node> anchors = new HashMap<>();
    private final Budget nodes = new Budget(MAX_NODES, "values outside of schemas, examples and descriptions");
    private final Budget openNames = new Budget(MAX_NODES, "names in objects that are not complete");
    private final Budget merged = new Budget(MAX_MERGED, "members merged with '<<'");
    private final OutsideReferences references = new OutsideReferences();

    TreeBuilder(Tokens tokens) {
        this.tokens = tokens;
    }

    DocumentTree build(MemberFilter filter) {
        Token first = tokens.next();
        if (first == Token.END_OF_DOCUMENT) {
            throw Unreadable.at(1, 1, "it is empty; send an OpenAPI document");
        }
        Node root = value(first, filter, 0);
        if (tokens.next() != Token.END_OF_DOCUMENT) {
            throw here("the document ended before this; remove what follows");
        }
        return new DocumentTree(root, references.list());
    }

    private Node value(Token token, MemberFilter filter, int depth) {
        if (token == Token.ALIAS) {
            return aliased();
        }
        Optional<String> anchor = tokens.anchor();
        return anchor.isPresent()
                ? anchored(anchor.get(), token, filter.anchored(), depth)
                : plainValue(token, filter, depth);
    }

    private Node plainValue(Token token, MemberFilter filter, int depth) {
        if (depth >= Tokens.DEEPEST) {
            throw here("it is nested deeper than %d levels".formatted(Tokens.DEEPEST));
        }
        if (filter.isKept()) {
            nodes.spend(1, tokens);
        }
        return switch (token) {
            case OBJECT -> mapping(filter, depth);
            case LIST -> sequence(filter, depth);
            case SCALAR -> scalar(filter);
            case ALIAS, END, END_OF_DOCUMENT -> throw here("it ends in the middle of a value");
        };
    }

    private Node anchored(String anchor, Token token, MemberFilter filter, int depth) {
        // stands for the value until it is complete, so that an alias to it from inside is seen
        Node incomplete = new Node.Skipped(tokens.line(), tokens.column());
        anchors.put(anchor, incomplete);
        Node value = plainValue(token, filter, depth);
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

    private Node scalar(MemberFilter filter) {
        int line = tokens.line();
        int column = tokens.column();
        return filter.isKept()
                ? new Node.Scalar(tokens.type(), tokens.text(), line, column)
                : new Node.Skipped(line, column);
    }

    private Node sequence(MemberFilter filter, int depth) {
        int line = tokens.line();
        int column = tokens.column();
        requireStandardTag(filter);
        List<Node> items = new ArrayList<>();
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            Node item = value(token, filter, depth + 1);
            if (filter.isKept()) {
                items.add(item);
            }
        }
        return filter.isKept() ? new Node.Sequence(items, line, column) : new Node.Skipped(line, column);
    }

    private Node mapping(MemberFilter filter, int depth) {
        int line = tokens.line();
        int column = tokens.column();
        requireStandardTag(filter);
        MappingBuilder members = new MappingBuilder(filter.isKept());
        int names = 0;
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            member(token, filter, depth, members);
            names++;
        }
        openNames.giveBack(names);
        return filter.isKept() ? members.build(line, column, merged) : new Node.Skipped(line, column);
    }

    private void member(Token token, MemberFilter filter, int depth, MappingBuilder members) {
        if (token != Token.SCALAR) {
            throw here("a name in an object must be plain text");
        }
        int line = tokens.line();
        int column = tokens.column();
        String name = tokens.text();
        boolean merge = tokens.mergesOthers();
        openNames.spend(1, line, column);
        tokens.anchor().ifPresent(anchor -> anchors.put(anchor, scalar(StandardFilter.KEEP)));
        if (!members.isNew(name, merge)) {
            throw here("%s stands here for the second time in one object".formatted(Unreadable.quote(name)));
        }
        boolean reference = name.equals("$ref") && filter.checksReferences();
        Node value = value(tokens.next(), memberFilter(filter, name, merge, reference), depth + 1);
        if (reference && value instanceof Node.Scalar target && target.type() == Node.Scalar.Type.STRING) {
            references.check(target);
        }
        members.add(new Member(name, value, line, column), merge);
    }

    private static MemberFilter memberFilter(MemberFilter filter, String name, boolean merge, boolean reference) {
        if (merge) {
            return filter;
        }
        return reference ? StandardFilter.KEEP : filter.member(name);
    }

    private void requireStandardTag(MemberFilter filter) {
        if (filter.isKept()) {
            tokens.requireStandardTag();
        }
    }

    private RuntimeException here(String reason) {
        return Unreadable.at(tokens, reason);
    }
}
