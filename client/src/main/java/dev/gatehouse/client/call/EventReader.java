package dev.gatehouse.client.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events (the event stream format of HTML). Used by one stream. */
final class EventReader {
    private static final int MAX_EVENT_BYTES = 1024 * 1024;

    private final LineReader lines;

    EventReader(CallTarget target, InputStream input) {
        this.lines = new LineReader(target, input, MAX_EVENT_BYTES);
    }

    /** An event. @param id empty where it has none */
    record Event(String id, byte[] data) {}

    /** Closing it ends the call. */
    Stream<Event> events() {
        return lines.<Event>stream(this::next);
    }

    private boolean next(Consumer<? super Event> action) throws IOException {
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && data.length() > 0) {
                action.accept(new Event(id, data.toString().getBytes(StandardCharsets.UTF_8)));
                return true;
            }
            if (line.startsWith("id:")) {
                id = value(line);
            } else if (line.startsWith("data:")) {
                data.append(value(line)).append('\n');
                lines.requireWithin(data.length());
            }
        }
        return false;
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    /** Null at the end. */
    private @Nullable String line() throws IOException {
        byte[] line = lines.next();
        return line == null ? null : new String(line, StandardCharsets.UTF_8).stripTrailing();
    }
}
