package dev.gatehouse.client.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads server-sent events (the event stream format of HTML). Used by one stream. */
final class EventReader {
    private static final int MAX_EVENT_BYTES = 1024 * 1024;

    private final CallTarget target;
    private final InputStream input;

    EventReader(CallTarget target, InputStream input) {
        this.target = target;
        this.input = new BufferedInputStream(input);
    }

    /** An event. @param id empty where it has none */
    record Event(String id, byte[] data) {}

    /** Closing it ends the call. */
    Stream<Event> events() {
        Spliterator<Event> each = new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(Consumer<? super Event> action) {
                return next(action);
            }
        };
        return StreamSupport.stream(each, false).onClose(this::close);
    }

    private boolean next(Consumer<? super Event> action) {
        String id = "";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = line(); line != null; line = line()) {
                if (line.isEmpty() && data.length() > 0) {
                    action.accept(new Event(id, data.toString().getBytes(StandardCharsets.UTF_8)));
                    return true;
                }
                if (line.startsWith("id:")) {
                    id = value(line);
                } else if (line.startsWith("data:")) {
                    data.append(value(line)).append('\n');
                    bound(data.length());
                }
            }
            return false;
        } catch (IOException e) {
            throw GatehouseException.unanswered(target, e);
        }
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    /** Null at the end. */
    private @org.jspecify.annotations.Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = input.read(); read != '\n'; read = input.read()) {
            if (read < 0) {
                return null;
            }
            bound(line.size());
            line.write(read);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static void bound(int length) throws IOException {
        if (length > MAX_EVENT_BYTES) {
            throw new IOException("an event is longer than " + MAX_EVENT_BYTES + " bytes");
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
