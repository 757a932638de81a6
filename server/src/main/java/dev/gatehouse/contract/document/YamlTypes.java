package dev.gatehouse.contract.document;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Tells what a YAML scalar means: by its tag, else by the core schema (YAML 1.2.2, section 10.3). */
final class YamlTypes {
    private static final ScalarResolver CORE = new CoreSchema().getScalarResolver();
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final int MAX_NUMBER = 100;

    private YamlTypes() {}

    static Node.Scalar.Type of(ScalarEvent scalar, int line, int column) {
        Optional<String> tag = scalar.getTag();
        requireStandard(tag, line, column);
        if (tag.isPresent()) {
            return typeOf(tag.get());
        }
        boolean certainlyText = !scalar.isPlain() || scalar.getValue().length() > MAX_NUMBER;
        return certainlyText
                ? Node.Scalar.Type.STRING
                : typeOf(CORE.resolve(scalar.getValue(), true).getValue());
    }

    /** Refuses a tag of the document's own, such as {@code !include}: it would stand for something we do not see. */
    static void requireStandard(Optional<String> tag, int line, int column) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().startsWith(STANDARD)) {
            throw Unreadable.at(
                    line,
                    column,
                    "tag %s is not supported; write the value itself".formatted(Unreadable.quote(tag.get())));
        }
    }

    private static Node.Scalar.Type typeOf(String tag) {
        if (tag.equals(Tag.NULL.getValue())) {
            return Node.Scalar.Type.NULL;
        }
        if (tag.equals(Tag.BOOL.getValue())) {
            return Node.Scalar.Type.BOOLEAN;
        }
        boolean number = tag.equals(Tag.INT.getValue()) || tag.equals(Tag.FLOAT.getValue());
        return number ? Node.Scalar.Type.NUMBER : Node.Scalar.Type.STRING;
    }
}
