package dev.gatehouse.contract;

import dev.gatehouse.contract.document.DocumentTree;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.SourceText;
import java.util.Map;

/**
 * A document whose type is known, as a {@link FormatReader} gets it.
 *
 * @param serviceId the service it is for
 * @param source all of it
 * @param root its located tree; empty for GraphQL, which has a syntax of its own
 * @param fileReferences how many {@code $ref} lead to other files
 */
record ContractDocument(ContractType type, String serviceId, SourceText source, Node.Mapping root, int fileReferences) {

    static ContractDocument text(ContractType type, String serviceId, SourceText source) {
        return new ContractDocument(type, serviceId, source, new Node.Mapping(Map.of(), 1, 1), 0);
    }

    static ContractDocument tree(
            ContractType type, String serviceId, SourceText source, DocumentTree tree, Node.Mapping root) {
        return new ContractDocument(type, serviceId, source, root, tree.fileReferences());
    }
}
