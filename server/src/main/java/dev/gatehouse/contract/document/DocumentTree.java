package dev.gatehouse.contract.document;

import java.util.List;

/**
 * What was kept of a document.
 *
 * @param root usually a {@link Node.Mapping}
 * @param outside which other documents its {@code $ref} name; they were not followed
 */
public record DocumentTree(Node root, List<OutsideReference> outside) {
    public DocumentTree {
        outside = List.copyOf(outside);
    }
}
