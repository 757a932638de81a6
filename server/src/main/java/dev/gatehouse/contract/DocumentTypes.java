package dev.gatehouse.contract;

import dev.gatehouse.contract.document.DocumentReader;
import dev.gatehouse.contract.document.DocumentTree;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a document's type from the document itself. Thread-safe. */
final class DocumentTypes {
    private final ContractKinds kinds;
    private final String supported;
    private final String missing;

    DocumentTypes(ContractKinds kinds) {
        this.kinds = kinds;
        this.supported = supported(kinds);
        this.missing = missing(kinds);
    }

    /** A document, parsed as its type needs it. */
    record Typed(ContractType type, ContractKind kind, ContractDocument document) {}

    /**
     * The document with its type.
     *
     * @param declared what its sender says, which counts where the document does not tell
     * @throws dev.gatehouse.api.ApiException ERR12103 where it is of no kind, or of a version that is not read
     */
    Typed recognise(SourceText source, Optional<ContractType> declared) {
        ContractDocument text = ContractDocument.text(source);
        List<ContractKind> withOwnSyntax = with(kinds, true).toList();
        return believed(withOwnSyntax, text, declared)
                .or(() -> recognised(withOwnSyntax, text))
                .orElseGet(() -> tree(source, declared));
    }

    /** ERR12103 for bytes that are no document at all, saying what they seem to be. */
    void requireText(byte[] document) {
        ForeignDocuments.ofBytes(document).ifPresent(words -> {
            throw seeming(words);
        });
    }

    private Typed tree(SourceText source, Optional<ContractType> declared) {
        Optional<String> foreign = ForeignDocuments.ofText(source);
        if (foreign.isPresent()) {
            throw seeming(foreign.get());
        }
        return parsed(source, declared);
    }

    private RuntimeException seeming(String words) {
        return Unreadable.at(1, 1, "it seems to be %s; %s".formatted(words, supported));
    }

    private Typed parsed(SourceText source, Optional<ContractType> declared) {
        DocumentTree tree = DocumentReader.read(source, kinds.rootFilter());
        if (!(tree.root() instanceof Node.Mapping root)) {
            throw Unreadable.at(
                    tree.root(),
                    "the document is %s; it must be an object"
                            .formatted(tree.root().kind()));
        }
        ContractDocument document = ContractDocument.tree(source, tree, root);
        List<ContractKind> inTrees = with(kinds, false).toList();
        return recognised(inTrees, document)
                .or(() -> believed(inTrees, document, declared))
                .orElseThrow(() -> unrecognised(root));
    }

    private Optional<Typed> recognised(List<ContractKind> among, ContractDocument document) {
        return among.stream()
                .flatMap(kind ->
                        kind.recognise(document, supported).map(type -> new Typed(type, kind, document)).stream())
                .findFirst();
    }

    private Optional<Typed> believed(
            List<ContractKind> among, ContractDocument document, Optional<ContractType> declared) {
        return declared.flatMap(type -> kinds.find(type)
                .filter(among::contains)
                .filter(ContractKind::believesSenders)
                .map(kind -> new Typed(type, kind, document)));
    }

    private RuntimeException unrecognised(Node.Mapping root) {
        Optional<Member> foreign = ForeignDocuments.byMember().keySet().stream()
                .flatMap(name -> root.member(name).stream())
                .findFirst();
        return foreign.map(member -> Unreadable.at(
                        member,
                        "a document with '%s' is not supported: it seems to be %s; %s"
                                .formatted(
                                        member.name(),
                                        ForeignDocuments.byMember().get(member.name()),
                                        supported)))
                .orElseGet(() -> Unreadable.at(
                        root, "its type is not recognisable: there is %s; %s".formatted(missing, supported)));
    }

    private static Stream<ContractKind> with(ContractKinds kinds, boolean ownSyntax) {
        return kinds.list().stream().filter(kind -> kind.hasOwnSyntax() == ownSyntax);
    }

    private static String supported(ContractKinds kinds) {
        List<String> documents =
                kinds.list().stream().map(ContractKind::documents).toList();
        String first = documents.getFirst() + " are read";
        return documents.size() == 1 ? first : first + ", " + listed(documents.subList(1, documents.size()), " and ");
    }

    private static String missing(ContractKinds kinds) {
        return listed(
                Stream.concat(with(kinds, false), with(kinds, true))
                        .map(ContractKind::missing)
                        .toList(),
                ", and ");
    }

    private static String listed(List<String> parts, String beforeLast) {
        int last = parts.size() - 1;
        return last == 0 ? parts.getFirst() : String.join(", ", parts.subList(0, last)) + beforeLast + parts.get(last);
    }
}
