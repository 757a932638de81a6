package dev.gatehouse.contract.document;

/** Reads documents in JSON or YAML. Stateless. */
public final class DocumentReader {
    private DocumentReader() {}

    /**
     * Reads JSON where the first character that is not blank is an opening brace, else YAML.
     *
     * <p>Time grows with the length of the document, and memory with what is kept of it: an alias shares what it names,
     * and depth, kept values and merged members have limits. ERR12103 where the syntax is broken, a name stands twice in
     * an object or a limit is passed. What leads out of the document is told by the tree.
     *
     * @param root for the document itself
     */
    public static DocumentTree read(SourceText source, MemberFilter root) {
        try (Tokens tokens = source.isJson() ? new JsonTokens(source) : new YamlTokens(source)) {
            return new TreeBuilder(tokens).build(root);
        }
    }
}
