package dev.gatehouse.contract.document;

/**
 * Decides what is kept of a document, and where {@code $ref} is a reference rather than data, while the document passes
 * by: every value is read with a filter, and an object's tells those of its members. Implementations are immutable.
 */
public interface MemberFilter {
    /** What to read the member of that name with, in an object that is read with this filter. */
    MemberFilter member(String name);

    /** Whether the value is kept, rather than checked and dropped. */
    default boolean isKept() {
        return true;
    }

    /** Whether a {@code $ref} in it is a reference, so that it must not lead to another host. */
    default boolean checksReferences() {
        return true;
    }

    /** What to read the value with where it has an anchor: as it may be used anywhere, all of it is kept. */
    default MemberFilter anchored() {
        return this;
    }
}
