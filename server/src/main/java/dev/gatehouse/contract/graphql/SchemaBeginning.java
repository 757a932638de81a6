package dev.gatehouse.contract.graphql;

import dev.gatehouse.contract.document.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a GraphQL schema by how it begins. */
final class SchemaBeginning {
    private static final int HEAD = 1024 * 1024;

    /** Between any two words of a schema. */
    private static final String BLANK = "(?:[\\s,\\uFEFF]++|#[^\\n\\r]*+)";

    private static final Pattern IGNORED = Pattern.compile(
            BLANK + "|\"\"\"(?s:(?:\\\\\"\"\"|(?!\"\"\").)*+)\"\"\"|\"(?!\"\")(?:\\\\.|[^\"\\\\\\n\\r])*+\"");

    /** Nothing in YAML begins with an {@code @}, and directives are of no use elsewhere. */
    private static final Pattern DEFINITION = Pattern.compile("@[_A-Za-z]|(?:extend" + BLANK + "++)?"
            + "(?:schema|type|interface|union|scalar|enum|input|directive)\\b(?:" + BLANK + "*+[@{]|" + BLANK
            + "++[_A-Za-z])");

    private SchemaBeginning() {}

    /** Whether the first thing after blanks, comments and descriptions is a definition of a GraphQL schema. */
    static boolean isOf(SourceText source) {
        if (source.isJson()) {
            return false;
        }
        String head = source.head(HEAD);
        Matcher ignored = IGNORED.matcher(head);
        int start = 0;
        while (ignored.region(start, head.length()).lookingAt()) {
            start = ignored.end();
        }
        return DEFINITION.matcher(head).region(start, head.length()).lookingAt();
    }
}
