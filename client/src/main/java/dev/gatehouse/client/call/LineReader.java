package dev.gatehouse.client.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads an answer line by line as it comes. Used by one stream. */
final class LineReader {
    private final CallTarget target;
    private final InputStream input;
    private final long bound;

    /** @param bound how long a line may be, in bytes; a longer one fails the call */
    LineReader(CallTarget target, InputStream input, long bound) {
        this.target = target;
        this.input = new BufferedInputStream(input);
        this.bound = bound;
    }

    /** All lines. Closing it ends the call. */
    Stream<byte[]> lines() {
        return stream(action -> {
            byte[] line = next();
            if (line != null) {
                action.accept(line);
            }
            return line != null;
        });
    }

    /** What is made of lines. Closing it ends the call. @param next hands the next one on; false at the end */
    <T> Stream<T> stream(Next<T> next) {
        Spliterator<T> each = new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(Consumer<? super T> action) {
                try {
                    return next.tryAdvance(action);
                } catch (IOException e) {
                    throw GatehouseException.unanswered(target, e);
                }
            }
        };
        return StreamSupport.stream(each, false).onClose(this::close);
    }

    /** Hands on what is next. */
    @FunctionalInterface
    interface Next<T> {
        boolean tryAdvance(Consumer<? super T> action) throws IOException;
    }

    /** Without its end; null behind the last one. What comes after the last end of a line is none. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = input.read(); read != '\n'; read = input.read()) {
            if (read < 0) {
                return null;
            }
            requireWithin(line.size());
            line.write(read);
        }
        return line.toByteArray();
    }

    void requireWithin(int length) throws IOException {
        if (length > bound) {
            throw new IOException("longer than " + bound + " bytes");
        }
    }

    private void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw GatehouseException.unanswered(target, e);
        }
    }
}
