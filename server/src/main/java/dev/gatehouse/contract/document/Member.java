package dev.gatehouse.contract.document;

/**
 * A name in an object, with its value.
 *
 * @param line where the name stands, counted from 1
 * @param column where the name stands, counted from 1
 */
public record Member(String name, Node value, int line, int column) {

    /** The value as an object; ERR12103 where it is something else. */
    public Node.Mapping mapping() {
        if (value instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw wrongKind("an object");
    }

    /** The value as a list; ERR12103 where it is something else. */
    public Node.Sequence sequence() {
        if (value instanceof Node.Sequence sequence) {
            return sequence;
        }
        throw wrongKind("a list");
    }

    /** The value as text; ERR12103 where it is something else, such as an unquoted number. */
    public String string() {
        if (value instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.STRING) {
            return scalar.text();
        }
        throw wrongKind("text, in quotes where it looks like a number or a boolean");
    }

    /** The value as it is written, whatever its type; ERR12103 where it is an object or a list. */
    public String text() {
        if (value instanceof Node.Scalar scalar) {
            return scalar.type() == Node.Scalar.Type.NULL ? "" : scalar.text();
        }
        throw wrongKind("text");
    }

    private RuntimeException wrongKind(String wanted) {
        return Unreadable.at(this, "%s is %s; it must be %s".formatted(Unreadable.quote(name), value.kind(), wanted));
    }
}
