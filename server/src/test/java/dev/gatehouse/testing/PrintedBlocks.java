package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The fenced blocks of a document: configurations and commands that tests use as they are printed. Immutable. */
public final class PrintedBlocks {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    private final String document;
    private final List<MatchResult> blocks;

    /** @param document such as {@code docs/operations.md} */
    public PrintedBlocks(String document) {
        this.document = document;
        try {
            blocks = BLOCK.matcher(Files.readString(ROOT.resolve(document)))
                    .results()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only block of this language that holds this. */
    public String block(String language, String holding) {
        List<String> found = blocks.stream()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .filter(text -> text.contains(holding))
                .toList();
        assertThat(found)
                .as("blocks of %s in %s with %s", language, document, holding)
                .hasSize(1);
        return found.getFirst();
    }
}
