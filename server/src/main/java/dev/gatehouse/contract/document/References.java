package dev.gatehouse.contract.document;

import dev.gatehouse.contract.document.Node.Member;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code $ref} inside one document (JSON pointers in URI fragments, RFC 6901). Each is followed once. ERR12103 where a
 * reference leads out of the document, to nothing, in a circle, or to another kind of value than is wanted. Not thread-safe: one
 * per document.
 */
public final class References {
    private static final String REF = "$ref";
    private static final int MAX_CHAIN = 32;
    private static final int MAX_POINTER = 2048;

    /** They say nothing that counts, so that they may stand beside a reference. */
    private static final Set<String> WORDS = Set.of(REF, "summary", "description");

    private final Node.Mapping root;
    private final Supplier<Node.Mapping> whole;
    private final UnaryOperator<String> own;
    private final Map<String, Node> targets = new HashMap<>();
    private final Map<Node, Node.Mapping> merged = new IdentityHashMap<>();
    private Node.@Nullable Mapping readWhole;

    /** Pointers that are being followed through references. */
    private int underWay;

    /**
     * @param whole the document again with what was dropped while it was read, for references that lead there
     * @param own makes a reference that names the document itself begin with its fragment; leaves others as they are
     */
    public References(Node.Mapping root, Supplier<Node.Mapping> whole, UnaryOperator<String> own) {
        this.root = root;
        this.whole = whole;
        this.own = own;
    }

    /** Those of a document that has no name for itself. */
    public References(Node.Mapping root, Supplier<Node.Mapping> whole) {
        this(root, whole, reference -> reference);
    }

    /** An object and, where it has a {@code $ref}, the object that leads to, and so on: the nearest first. */
    public List<Node.Mapping> chain(Node.Mapping start) {
        List<Node.Mapping> chain = new ArrayList<>();
        for (Node node : walk(start)) {
            if (!(node instanceof Node.Mapping mapping)) {
                throw wrong(chain.getLast(), node, "an object");
            }
            chain.add(mapping);
        }
        return chain;
    }

    /** An object with all that stands in it or behind its {@code $ref}; the nearest counts. */
    public Node.Mapping merged(Node.Mapping start) {
        if (start.member(REF).isEmpty()) {
            return start;
        }
        Node.Mapping known = merged.get(start);
        if (known != null) {
            return known;
        }
        Node.Mapping result = Node.Mapping.merged(chain(start));
        merged.put(start, result);
        return result;
    }

    /** What stands there, or what its {@code $ref} leads to; nothing that counts may stand beside that. */
    public Node value(Node start) {
        List<Node> chain = walk(start);
        chain.subList(0, chain.size() - 1).forEach(References::requireAlone);
        return chain.getLast();
    }

    /** What stands there, or what its {@code $ref} leads to in the end, whatever stands beside it. */
    public Node chainEnd(Node start) {
        return walk(start).getLast();
    }

    /** What the {@code $ref} of an object leads to; empty where it has none. */
    public Optional<Node> next(Node.Mapping from) {
        return reference(from).map(this::target);
    }

    /** The value as an object, wherever it is. */
    public Node.Mapping mapping(Member member) {
        return at(member).mapping();
    }

    /** The value as a list, wherever it is. */
    public Node.Sequence sequence(Member member) {
        return at(member).sequence();
    }

    /** What the name of a member leads to, where it is a reference itself. */
    public Member named(Member member) {
        Node.Scalar name = new Node.Scalar(Node.Scalar.Type.STRING, member.name(), member.line(), member.column());
        return new Member(
                member.name(),
                value(target(new Member(REF, name, member.line(), member.column()))),
                member.line(),
                member.column());
    }

    private Member at(Member member) {
        return new Member(member.name(), value(member.value()), member.line(), member.column());
    }

    private List<Node> walk(Node start) {
        List<Node> chain = new ArrayList<>(List.of(start));
        Optional<Member> reference = reference(start);
        while (reference.isPresent()) {
            Member present = reference.get();
            Node target = target(present);
            boolean circle = chain.stream().anyMatch(seen -> isSame(seen, target));
            if (circle || chain.size() >= MAX_CHAIN) {
                throw Unreadable.at(
                        present,
                        circle ? "$ref leads in a circle" : "$ref leads over more than %d others".formatted(MAX_CHAIN));
            }
            chain.add(target);
            reference = reference(target);
        }
        return chain;
    }

    /** By their places: the document may have been read twice. */
    private static boolean isSame(Node one, Node other) {
        return one == other || (one.line() == other.line() && one.column() == other.column());
    }

    private static Optional<Member> reference(Node node) {
        return node instanceof Node.Mapping mapping ? mapping.member(REF) : Optional.empty();
    }

    private static void requireAlone(Node node) {
        if (node instanceof Node.Mapping mapping) {
            mapping.members().values().stream()
                    .filter(member -> !WORDS.contains(member.name()) && !StandardFilter.isExtension(member.name()))
                    .findFirst()
                    .ifPresent(member -> refuseBeside(member));
        }
    }

    /** Refuses what stands beside a {@code $ref}, where it counts for some readers and not for others. */
    public static void refuseBeside(Member member) {
        throw Unreadable.at(
                member,
                "%s stands beside a $ref, where some count it and others do not; move it to where the $ref leads"
                        .formatted(Unreadable.quote(member.name())));
    }

    private Node target(Member reference) {
        String text = own.apply(reference.string());
        Node known = targets.get(text);
        if (known != null) {
            return known;
        }
        if (!text.equals("#") && !text.startsWith("#/")) {
            throw problem(
                    reference, "must point into this document, such as '#/components/…'; bundle it into one file");
        }
        Node target = target(text, reference);
        targets.put(text, target);
        return target;
    }

    private Node target(String pointer, Member reference) {
        List<String> names = names(pointer, reference);
        Node kept = walk(root, names, reference);
        return kept instanceof Node.Skipped ? walk(whole(), names, reference) : kept;
    }

    /** What stands there; where that was dropped, the place at which it was. */
    private Node walk(Node from, List<String> names, Member reference) {
        Node node = from;
        for (String name : names) {
            if (node instanceof Node.Skipped) {
                return node;
            }
            node = step(through(node, name, reference), name, reference);
        }
        return node;
    }

    /** Where a pointer leads through a reference, that is followed on the way. */
    private Node through(Node node, String name, Member reference) {
        boolean isBehind = node instanceof Node.Mapping mapping
                && mapping.member(name).isEmpty()
                && node != root
                && reference(node).isPresent();
        if (!isBehind) {
            return node;
        }
        if (++underWay > MAX_CHAIN) {
            throw Unreadable.at(reference, "$ref leads in a circle");
        }
        Node end = chainEnd(node);
        underWay--;
        return end;
    }

    private Node.Mapping whole() {
        Node.Mapping read = readWhole;
        if (read == null) {
            read = whole.get();
            readWhole = read;
        }
        return read;
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
            case Node.Skipped ignored -> Optional.empty();
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

    private static RuntimeException wrong(Node.Mapping last, Node target, String wanted) {
        return problem(last.member(REF).orElseThrow(), "leads to %s instead of %s".formatted(target.kind(), wanted));
    }

    private static RuntimeException problem(Member reference, String problem) {
        String target = reference.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        return Unreadable.at(reference, "$ref %s %s".formatted(Unreadable.quote(target), problem));
    }
}
