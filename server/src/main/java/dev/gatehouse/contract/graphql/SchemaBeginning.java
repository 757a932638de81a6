package dev.gatehouse.contract.graphql;

import dev.gatehouse.contract.document.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a GraphQL schema by how it begins. */
final class SchemaBeginning {
    private static final int HEAD = 64 * 1024;

    private static final Pattern IGNORED =
            Pattern.compile("[\\s,]+|#[^\\n\\r]*|\"\"\"(?s:.*?)\"\"\"|\"(?!\"\")[^\"\\n\\r]*\"");
    private static final Pattern DEFINITION = Pattern.compile(
            "(?:extend\\s+)?(?:schema|type|interface|union|scalar|enum|input|directive)\\b\\s*(?:[@{]|(?<=\\s)[_A-Za-z])");

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
