package dev.gatehouse.contract.document;

/**
 * A document that {@code $ref} name.
 *
 * @param document as it is named, without a fragment
 * @param isUrl whether it would have to be fetched, rather than being a file beside this one
 * @param count how many do
 * @param line where the first of them stands
 * @param column where the first of them stands
 */
public record OutsideReference(String document, boolean isUrl, int count, int line, int column) implements Located {
    OutsideReference andOneMore() {
        return new OutsideReference(document, isUrl, count + 1, line, column);
    }

    /** The error for it: nothing is fetched. */
    public RuntimeException refusal() {
        return Unreadable.at(
                this,
                "$ref %s leads out of the document; bundle the document into one file, as nothing is fetched"
                        .formatted(Unreadable.quote(document)));
    }
}
