package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Unreadable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Follows {@code $ref} inside one document (JSON pointers in URI fragments, RFC 6901). Thread-safe. */
final class LocalReferences {
    private static final int MAX_CHAIN = 32;
    private static final int MAX_POINTER = 2048;

    private final Node.Mapping root;

    LocalReferences(Node.Mapping root) {
        this.root = root;
    }

    /**
     * An object and, where it has a {@code $ref}, the object that leads to, and so on: the nearest first.
     *
     * <p>ERR12103 where the reference leads out of the document, to nothing, or in a circle.
     */
    List<Node.Mapping> chain(Node.Mapping start) {
        List<Node.Mapping> chain = new ArrayList<>(List.of(start));
        Optional<Member> reference = start.member("$ref");
        while (reference.isPresent()) {
            Node.Mapping target = target(reference.get());
            boolean circle = chain.stream().anyMatch(seen -> seen == target);
            if (circle || chain.size() >= MAX_CHAIN) {
                throw Unreadable.at(
                        reference.get(),
                        circle ? "$ref leads in a circle" : "$ref leads over more than %d others".formatted(MAX_CHAIN));
            }
            chain.add(target);
            reference = target.member("$ref");
        }
        return chain;
    }

    private Node.Mapping target(Member reference) {
        String text = reference.string();
        if (!text.equals("#") && !text.startsWith("#/")) {
            throw problem(
                    reference, "must point into this document, such as '#/components/…'; bundle it into one file");
        }
        Node node = root;
        for (String name : names(text, reference)) {
            node = step(node, name, reference);
        }
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw problem(reference, "leads to %s instead of an object".formatted(node.kind()));
    }

    private static List<String> names(String text, Member reference) {
        if (text.length() > MAX_POINTER) {
            throw problem(reference, "is longer than %d characters".formatted(MAX_POINTER));
        }
        return Arrays.stream(text.split("/", -1))
                .skip(1)
                .map(step -> unescape(step, reference))
                .toList();
    }

    private static Node step(Node from, String name, Member reference) {
        Optional<Node> next = switch (from) {
            case Node.Mapping mapping -> mapping.member(name).map(Member::value);
            case Node.Sequence list -> item(list, name);
            case Node.Scalar ignored -> Optional.empty();
            case Node.Skipped ignored -> throw problem(reference, "leads into " + from.kind());
        };
        return next.orElseThrow(() -> problem(reference, "leads to nothing: there is no " + Unreadable.quote(name)));
    }

    private static Optional<Node> item(Node.Sequence list, String index) {
        boolean number = index.matches("0|[1-9]\\d{0,8}");
        return number && Integer.parseInt(index) < list.items().size()
                ? Optional.of(list.items().get(Integer.parseInt(index)))
                : Optional.empty();
    }

    private static String unescape(String step, Member reference) {
        try {
            String decoded = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.replace("~1", "/").replace("~0", "~");
        } catch (IllegalArgumentException malformed) {
            throw problem(reference, "has a broken percent-encoding");
        }
    }

    private static RuntimeException problem(Member reference, String problem) {
        String target = reference.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        return Unreadable.at(reference, "$ref %s %s".formatted(Unreadable.quote(target), problem));
    }
}
