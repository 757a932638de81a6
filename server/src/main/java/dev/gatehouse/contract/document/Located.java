package dev.gatehouse.contract.document;

/** Something at a spot in a document, which an error can name. */
public interface Located {
    /** Counted from 1. */
    int line();

    /** In characters, counted from 1. */
    int column();
}
