package dev.gatehouse.contract.document;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML 1.2 document as tokens. It stands on the parser's events: they come one by one, an alias is one event however
 * much it stands for, and the parser does not recurse. Not thread-safe.
 */
final class YamlTokens implements Tokens {
    // the parser copies what it has of a token each time it reads on: a large buffer keeps a huge scalar from stalling
    // it
    private static final int MAX_BUFFER = 1024 * 1024;

    private final SourceText source;
    private final Iterator<Event> events;
    private boolean started;
    private @Nullable Event current;

    YamlTokens(SourceText source) {
        this.source = source;
        this.events = new Parse(settings(source)).parseReader(source.reader()).iterator();
    }

    private static LoadSettings settings(SourceText source) {
        return LoadSettings.builder()
                .setLabel("document")
                .setCodePointLimit(SourceText.MAX_BYTES)
                .setBufferSize(Math.clamp(source.length(), 1024, MAX_BUFFER))
                .build();
    }

    @Override
    public Token next() {
        for (Event event = advance(); event != null; event = advance()) {
            switch (event.getEventId()) {
                case MappingStart -> {
                    return Token.OBJECT;
                }
                case SequenceStart -> {
                    return Token.LIST;
                }
                case MappingEnd, SequenceEnd -> {
                    return Token.END;
                }
                case Scalar -> {
                    return Token.SCALAR;
                }
                case Alias -> {
                    return Token.ALIAS;
                }
                case DocumentStart -> requireSingleDocument();
                default -> {
                    // the stream's own start and end, comments and the document's end say nothing
                }
            }
        }
        return Token.END_OF_DOCUMENT;
    }

    /** The next event, or null at the end, where the last one stays the current one. */
    private @Nullable Event advance() {
        try {
            if (!events.hasNext()) {
                return null;
            }
            Event event = events.next();
            current = event;
            return event;
        } catch (MarkedYamlEngineException failure) {
            throw broken(failure);
        } catch (ReaderException failure) {
            throw unprintable(failure);
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException failure) {
            throw Unreadable.at(line(), column(), "it is not valid YAML from here on");
        }
    }

    private void requireSingleDocument() {
        if (started) {
            throw Unreadable.at(line(), column(), "a second YAML document begins here; send one at a time");
        }
        started = true;
    }

    @Override
    public int line() {
        return mark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    @Override
    public int column() {
        return mark().map(mark -> mark.getColumn() + 1).orElse(1);
    }

    private Optional<Mark> mark() {
        return current == null ? Optional.empty() : current.getStartMark();
    }

    @Override
    public String text() {
        return current instanceof AliasEvent alias ? alias.getAlias().getValue() : scalar().getValue();
    }

    @Override
    public Node.Scalar.Type type() {
        return YamlTypes.of(scalar(), line(), column());
    }

    private ScalarEvent scalar() {
        if (current instanceof ScalarEvent scalar) {
            return scalar;
        }
        throw new IllegalStateException("the token is no scalar");
    }

    @Override
    public Optional<String> anchor() {
        boolean alias = current instanceof AliasEvent;
        return !alias && current instanceof NodeEvent node ? node.getAnchor().map(Anchor::getValue) : Optional.empty();
    }

    @Override
    public boolean mergesOthers() {
        return current instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getTag().isEmpty()
                && "<<".equals(scalar.getValue());
    }

    @Override
    public void requireStandardTag() {
        if (current instanceof CollectionStartEvent collection) {
            YamlTypes.requireStandard(collection.getTag(), line(), column());
        }
    }

    @Override
    public void close() {
        // the characters come from memory
    }

    private static RuntimeException broken(MarkedYamlEngineException failure) {
        Optional<Mark> mark = failure.getProblemMark().or(failure::getContextMark);
        String problem = Optional.ofNullable(failure.getProblem()).orElse("it cannot be parsed");
        return Unreadable.at(
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1,
                "it is not valid YAML: " + problem.lines().findFirst().orElse(""));
    }

    private RuntimeException unprintable(ReaderException failure) {
        int line = 1;
        int column = 1;
        try (Reader characters = source.reader()) {
            for (int index = 0; index < failure.getPosition(); index++) {
                int character = characters.read();
                boolean newLine = character == '\n';
                boolean secondHalf = Character.isLowSurrogate((char) character);
                index -= secondHalf ? 1 : 0;
                line += newLine ? 1 : 0;
                column = newLine ? 1 : secondHalf ? column : column + 1;
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Unreadable.at(
                line, column, "character U+%04X is not allowed in YAML; remove it".formatted(failure.getCodePoint()));
    }
}
