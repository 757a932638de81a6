package dev.gatehouse.contract.document;

/**
 * What was kept of a document.
 *
 * @param root usually a {@link Node.Mapping}
 * @param fileReferences how many {@code $ref} lead to another file; they were not followed
 */
public record DocumentTree(Node root, int fileReferences) {}
