/**
 * Turns the bytes of a JSON or YAML document into a small tree whose every node knows its line and column.
 *
 * <p>Only what can matter to a reader of contracts is kept; schemas, examples, answers and the like are checked and
 * dropped while they pass by, so that memory is bounded whatever the document is. Knows no contract format's meaning.
 */
@NullMarked
package dev.gatehouse.contract.document;

import org.jspecify.annotations.NullMarked;
