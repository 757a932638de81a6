package dev.gatehouse.contract.document;

import java.util.Optional;

/** What a document says piece by piece, whatever its syntax; what is asked about is the piece read last. */
interface Tokens extends Located, AutoCloseable {
    /** The deepest nesting that is followed. */
    int DEEPEST = 500;

    /** A piece of a document; the names in an object are scalars too, each before its value. */
    enum Token {
        OBJECT,
        LIST,
        END,
        SCALAR,
        ALIAS,
        END_OF_DOCUMENT
    }

    /** Reads the next piece; ERR12103 where the syntax is broken. */
    Token next();

    /** The text of a scalar, or the anchor that an alias names. */
    String text();

    Node.Scalar.Type type();

    /** The anchor by which other places may refer to this value (YAML). */
    Optional<String> anchor();

    /** Whether this is the unquoted name {@code <<} that pulls in the members of other objects (YAML). */
    boolean mergesOthers();

    /** Refuses a tag of the document's own on an object or a list, such as {@code !include} (YAML). */
    void requireStandardTag();

    @Override
    void close();
}
