package dev.gatehouse.contract;

import dev.gatehouse.contract.document.DocumentReader;
import dev.gatehouse.contract.document.DocumentTree;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.OutsideReference;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.contract.schema.MessageFilter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A document as a {@link ContractKind} gets it.
 *
 * @param source all of it
 * @param root its located tree; empty for a kind with a syntax of its own
 * @param outside which other documents its {@code $ref} name
 */
public record ContractDocument(SourceText source, Node.Mapping root, List<OutsideReference> outside) {

    static ContractDocument text(SourceText source) {
        return new ContractDocument(source, new Node.Mapping(Map.of(), 1, 1), List.of());
    }

    /** ERR12103 where the document itself is a reference, so that nobody knows what it says. */
    static ContractDocument tree(SourceText source, DocumentTree tree, Node.Mapping root) {
        root.member("$ref").ifPresent(reference -> {
            throw Unreadable.at(reference, "a document cannot be a $ref; send what it leads to");
        });
        return new ContractDocument(source, root, tree.outside());
    }

    /**
     * Follows references in it.
     *
     * @param own makes a reference that names the document itself begin with its fragment
     */
    public References references(UnaryOperator<String> own) {
        return new References(root, this::whole, own);
    }

    /** The tree again, with all that was dropped. */
    private Node.Mapping whole() {
        return tree(StandardFilter.KEEP);
    }

    /** The tree again, with all that describes messages. */
    public Node.Mapping messages() {
        return tree(MessageFilter.KEYWORDS);
    }

    private Node.Mapping tree(MemberFilter filter) {
        return DocumentReader.read(source, filter).root() instanceof Node.Mapping mapping ? mapping : root;
    }

    /**
     * How many references lead to other files, which are not followed; ERR12103 where one is a URL, as nothing is fetched.
     *
     * @param own which names are those of the document itself
     */
    public int fileReferences(Predicate<String> own) {
        int files = 0;
        for (OutsideReference reference : outside) {
            if (own.test(reference.document())) {
                continue;
            }
            if (reference.isUrl()) {
                throw reference.refusal();
            }
            files += reference.count();
        }
        return files;
    }
}
