package dev.gatehouse.contract.document;

/**
 * What was kept of a document.
 *
 * @param root usually a {@link Node.Mapping}
 * @param fileReferences how many {@code $ref} lead to another file; they were not followed
 */
public record DocumentTree(Node root, int fileReferences) {

    /**
     * Reads JSON where the first character that is not blank is an opening brace, else YAML.
     *
     * <p>Time grows with the length of the document, and memory with what is kept of it: an alias shares what it names,
     * and depth, kept values and merged members have limits. ERR12103 where the syntax is broken, a name stands twice in
     * an object, a limit is passed or a {@code $ref} is a URL.
     */
    public static DocumentTree read(SourceText source) {
        try (Tokens tokens = source.startsWith('{') ? new JsonTokens(source) : new YamlTokens(source)) {
            return new TreeBuilder(tokens).build();
        }
    }
}
