package dev.gatehouse.contract.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in a document and the place where it starts; lines and columns count from 1. Immutable. */
public sealed interface Node extends Located {
    /** What this is, in the words of an error message. */
    String kind();

    /** An object (JSON) or mapping (YAML), its members in the order of the document. */
    record Mapping(Map<String, Member> members, int line, int column) implements Node {
        public Mapping {
            members = Collections.unmodifiableMap(members);
        }

        public Optional<Member> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The members of all of them, each of the first that has it, at the place of the first; not empty. */
        static Mapping merged(List<Mapping> parts) {
            Map<String, Member> members = new LinkedHashMap<>();
            parts.forEach(part -> part.members().forEach(members::putIfAbsent));
            return new Mapping(
                    members, parts.getFirst().line(), parts.getFirst().column());
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** An array (JSON) or sequence (YAML). */
    record Sequence(List<Node> items, int line, int column) implements Node {
        public Sequence {
            items = Collections.unmodifiableList(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Text, a number, a boolean or null, as it is written. */
    record Scalar(Type type, String text, int line, int column) implements Node {
        /** How the document means the text. */
        public enum Type {
            STRING,
            NUMBER,
            BOOLEAN,
            NULL
        }

        @Override
        public String kind() {
            return switch (type) {
                case STRING -> "text";
                case NUMBER -> "a number";
                case BOOLEAN -> "a boolean";
                case NULL -> "empty";
            };
        }
    }

    /** Something that was read, checked and not kept. */
    record Skipped(int line, int column) implements Node {
        @Override
        public String kind() {
            return "a part that says nothing about endpoints";
        }
    }

    /**
     * A name in an object, with its value.
     *
     * @param line where the name stands, counted from 1
     * @param column where the name stands, counted from 1
     */
    record Member(String name, Node value, int line, int column) implements Located {

        /** The value as an object; ERR12103 where it is something else. */
        public Mapping mapping() {
            if (value instanceof Mapping mapping) {
                return mapping;
            }
            throw wrongKind("an object");
        }

        /** The value as a list; ERR12103 where it is something else. */
        public Sequence sequence() {
            if (value instanceof Sequence sequence) {
                return sequence;
            }
            throw wrongKind("a list");
        }

        /** The value as text; ERR12103 where it is something else, such as an unquoted number. */
        public String string() {
            if (value instanceof Scalar scalar && scalar.type() == Scalar.Type.STRING) {
                return scalar.text();
            }
            throw wrongKind("text, in quotes where it looks like a number or a boolean");
        }

        /** The value as it is written, whatever its type; ERR12103 where it is an object or a list. */
        public String text() {
            if (value instanceof Scalar scalar) {
                return scalar.type() == Scalar.Type.NULL ? "" : scalar.text();
            }
            throw wrongKind("text");
        }

        private RuntimeException wrongKind(String wanted) {
            return Unreadable.at(
                    this, "%s is %s; it must be %s".formatted(Unreadable.quote(name), value.kind(), wanted));
        }
    }
}
