package dev.gatehouse.contract.bundle;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.bundle.BundleWriter.Meaning;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.DocumentReader;
import dev.gatehouse.contract.document.Located;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.document.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes one document of files: the one that describes the service, with every file that references lead to as a member of
 * {@code x-files}, by its path. References between them become references inside. Not thread-safe: one per body.
 */
public final class Bundler {
    /** The member that holds the other files. */
    static final String FILES = "x-files";

    private static final int MAX_VALUES = 1_000_000;
    private final DocumentFiles sent;
    private final Set<String> files;
    private final Map<String, Node> trees = new HashMap<>();
    private final SelfNames names;
    private final Budget values = new Budget(MAX_VALUES, "values in all its files");
    private final Set<String> used = new LinkedHashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final BundleWriter writer = new BundleWriter();
    private String root = "";

    public Bundler(DocumentFiles files) {
        this.sent = files;
        this.files = files.paths();
        this.names = new SelfNames(files);
    }

    /**
     * The document.
     *
     * @param chosen the path of the file to begin with; empty where that is to be found out
     * @param isContract tells whether a file's root is that of a contract
     * @throws ApiException ERR12103 with the file and the place where something leads elsewhere or cannot be read
     */
    public Bundle bundle(Optional<String> chosen, Predicate<Node.Mapping> isContract) {
        root = chosen.map(this::existing).orElseGet(() -> found(isContract));
        if (!(tree(root) instanceof Node.Mapping tree)) {
            throw problem(
                    root,
                    tree(root),
                    "it is %s; it must be an object".formatted(tree(root).kind()));
        }
        writer.from(root);
        writer.firstLine(tree);
        writer.open("{");
        writer.members(tree, Meaning.KEYWORDS, rewriting(root));
        if (open.isEmpty()) {
            return new Bundle(sent.content(root), List.of());
        }
        writeOthers(tree);
        writer.close("}", tree);
        return new Bundle(writer.bytes(), writer.places());
    }

    private void writeOthers(Node.Mapping tree) {
        if (tree.member(FILES).isPresent()) {
            throw problem(
                    root, tree.member(FILES).get(), "'%s' is where other files are put; rename it".formatted(FILES));
        }
        writer.comma();
        writer.line(tree);
        writer.name(FILES);
        writer.open("{");
        boolean first = true;
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            Node other = tree(path);
            if (!first) {
                writer.comma();
            }
            first = false;
            writer.from(path);
            writer.line(other);
            writer.name(path);
            writer.value(other, Meaning.KEYWORDS, rewriting(path));
        }
        writer.from(root);
        writer.close("}", tree);
    }

    private String existing(String path) {
        return DocumentFiles.normal("", path)
                .filter(files::contains)
                .orElseThrow(
                        () -> DocumentFiles.problem("there is no file %s in it".formatted(Unreadable.quote(path))));
    }

    private String found(Predicate<Node.Mapping> isContract) {
        if (files.size() == 1) {
            return files.iterator().next();
        }
        List<String> contracts = new ArrayList<>();
        Optional<ApiException> unreadable = Optional.empty();
        for (String path : new TreeSet<>(files)) {
            try {
                if (read(path, ProbeFilter.ROOT) instanceof Node.Mapping mapping && isContract.test(mapping)) {
                    contracts.add(path);
                }
            } catch (ApiException e) {
                unreadable = unreadable.or(() -> Optional.of(e));
            }
        }
        if (contracts.size() == 1) {
            return contracts.getFirst();
        }
        if (contracts.isEmpty() && unreadable.isPresent()) {
            throw unreadable.get();
        }
        throw DocumentFiles.problem(
                contracts.isEmpty()
                        ? "none of its %,d JSON and YAML files is a contract".formatted(files.size())
                        : "several of its files are contracts, %s; say with 'root' which one it is"
                                .formatted(contracts.stream()
                                        .limit(5)
                                        .map(Unreadable::quote)
                                        .reduce((one, other) -> one + ", " + other)
                                        .orElse("")));
    }

    /** What a file holds; ERR12103 with its place where that cannot be read. */
    private Node tree(String path) {
        Node known = trees.get(path);
        if (known != null) {
            return known;
        }
        Node tree = read(path, StandardFilter.KEEP_DATA);
        Set<Node> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        count(tree, counted);
        values.spend(counted.size(), tree);
        trees.put(path, tree);
        return tree;
    }

    private Node read(String path, MemberFilter filter) {
        try {
            return DocumentReader.read(SourceText.of(sent.content(path)), filter)
                    .root();
        } catch (ApiException e) {
            throw Bundle.inFile(path, e);
        }
    }

    /** What aliases share is there once. */
    private static void count(Node node, Set<Node> counted) {
        if (!counted.add(node)) {
            return;
        }
        if (node instanceof Node.Mapping mapping) {
            mapping.members().values().forEach(member -> count(member.value(), counted));
        } else if (node instanceof Node.Sequence list) {
            list.items().forEach(item -> count(item, counted));
        }
    }

    private BundleWriter.Rewriting rewriting(String from) {
        return (reference, meaning) -> rewritten(from, reference, meaning);
    }

    private String rewritten(String from, Node.Scalar reference, Meaning meaning) {
        String text = reference.text();
        if (text.startsWith("#") && from.equals(root)) {
            return text;
        }
        Optional<FileReference> target = names.named(from, text)
                .or(() -> FileReference.isUrl(text) ? Optional.empty() : FileReference.of(from, text));
        boolean isThere = target.filter(found -> files.contains(found.path())).isPresent();
        if (!isThere && meaning == Meaning.OPEN) {
            return text;
        }
        if (!isThere) {
            throw problem(
                    from,
                    reference,
                    "$ref %s leads to no JSON or YAML file that was sent; nothing is fetched"
                            .formatted(Unreadable.quote(text)));
        }
        return target.get().isNamed() ? text : inside(target.get());
    }

    private String inside(FileReference target) {
        if (target.path().equals(root)) {
            return "#" + target.pointer();
        }
        if (used.add(target.path())) {
            open.addLast(target.path());
        }
        return "#/" + FILES + "/" + escaped(target.path()) + target.pointer();
    }

    /** As a step of a JSON pointer (RFC 6901) in a URI's fragment. */
    private static String escaped(String path) {
        StringBuilder step = new StringBuilder();
        for (byte octet : path.replace("~", "~0").replace("/", "~1").getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~!$&'()*+,;=@".indexOf(octet) >= 0);
            step.append(plain ? String.valueOf((char) octet) : String.format(Locale.ROOT, "%%%02X", octet));
        }
        return step.toString();
    }

    private static ApiException problem(String file, Located place, String reason) {
        return Bundle.problem(new Bundle.Place(file, place.line(), place.column()), reason);
    }
}
