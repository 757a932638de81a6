package dev.gatehouse.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A log line as one JSON object: {@code time} (RFC 3339, UTC), {@code level}, {@code logger}, {@code thread},
 * {@code message}, {@code error} with the stack trace, and {@code context} with the event's own pairs.
 *
 * <p>Thread-safe.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            writeFixed(generator, event);
            writePairs(generator, event);
            generator.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void writeFixed(JsonGenerator generator, ILoggingEvent event) {
        generator.writeStringProperty("time", event.getInstant().toString());
        generator.writeStringProperty("level", event.getLevel().toString());
        generator.writeStringProperty("logger", event.getLoggerName());
        generator.writeStringProperty("thread", event.getThreadName());
        generator.writeStringProperty("message", event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            generator.writeStringProperty("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** In an object of their own, so that no pair can shadow a fixed member. */
    private static void writePairs(JsonGenerator generator, ILoggingEvent event) {
        boolean hasPairs = event.getKeyValuePairs() != null;
        if (event.getMDCPropertyMap().isEmpty() && !hasPairs) {
            return;
        }
        generator.writeObjectPropertyStart("context");
        event.getMDCPropertyMap().forEach(generator::writeStringProperty);
        if (hasPairs) {
            event.getKeyValuePairs().forEach(pair -> writePair(generator, pair));
        }
        generator.writeEndObject();
    }

    private static void writePair(JsonGenerator generator, KeyValuePair pair) {
        switch (pair.value) {
            case Integer number -> generator.writeNumberProperty(pair.key, number);
            case Long number -> generator.writeNumberProperty(pair.key, number);
            case Boolean flag -> generator.writeBooleanProperty(pair.key, flag);
            case null -> generator.writeNullProperty(pair.key);
            default -> generator.writeStringProperty(pair.key, pair.value.toString());
        }
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
