package dev.gatehouse.contract.schema;

/**
 * Something that callers notice of a changed schema.
 *
 * @param words what it is, such as "member 'address.city' is required now"
 * @param oldLine where it stood in the version before, or what it stood in
 * @param newLine where it stands now, or what it would stand in
 */
public record SchemaBreak(String words, int oldLine, int newLine) {}
