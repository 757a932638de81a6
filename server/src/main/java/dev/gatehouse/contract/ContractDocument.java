package dev.gatehouse.contract;

import dev.gatehouse.contract.document.DocumentTree;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.SourceText;
import java.util.Map;

/**
 * A document as a {@link ContractKind} gets it.
 *
 * @param source all of it
 * @param root its located tree; empty for a kind with a syntax of its own
 * @param fileReferences how many {@code $ref} lead to other files
 */
public record ContractDocument(SourceText source, Node.Mapping root, int fileReferences) {

    static ContractDocument text(SourceText source) {
        return new ContractDocument(source, new Node.Mapping(Map.of(), 1, 1), 0);
    }

    static ContractDocument tree(SourceText source, DocumentTree tree, Node.Mapping root) {
        return new ContractDocument(source, root, tree.fileReferences());
    }
}
