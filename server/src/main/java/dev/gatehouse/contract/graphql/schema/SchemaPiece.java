package dev.gatehouse.contract.graphql.schema;

import graphql.language.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Some definitions of a schema document, one after the other. Immutable.
 *
 * @param line where the text begins in the document, counted from 1
 * @param column where the text begins in the document, counted from 1
 * @param mentionsSchema whether there may be a schema definition among them
 */
public record SchemaPiece(String text, int line, int column, boolean mentionsSchema) {

    /** The line in the document of a place in the piece. */
    public int line(@Nullable SourceLocation place) {
        return place == null ? line : line + place.getLine() - 1;
    }

    /** The column in the document of a place in the piece. */
    public int column(@Nullable SourceLocation place) {
        if (place == null) {
            return column;
        }
        return place.getLine() == 1 ? column + place.getColumn() - 1 : place.getColumn();
    }
}
