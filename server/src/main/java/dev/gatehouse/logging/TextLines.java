package dev.gatehouse.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.event.KeyValuePair;

/**
 * A log line for a person: local time, level, logger, message, then {@code name=value} pairs, then an indented stack
 * trace. Control characters are written as escapes and stack traces are indented, so that nothing a caller sends can
 * look like a line of its own.
 *
 * <p>Thread-safe.
 */
final class TextLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final DateTimeFormatter clock =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        clock.formatTo(event.getInstant(), line);
        line.append(' ').append(event.getLevel()).append(' ');
        line.append(simpleName(event.getLoggerName())).append(": ");
        appendEscaped(line, event.getFormattedMessage());
        event.getMDCPropertyMap().forEach((name, value) -> appendPair(line, name, value));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> appendPair(line, pair));
        }
        line.append('\n');
        appendStackTrace(line, event);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void appendPair(StringBuilder line, KeyValuePair pair) {
        appendPair(line, pair.key, String.valueOf(pair.value));
    }

    private static void appendPair(StringBuilder line, String name, String value) {
        line.append(' ').append(name).append('=');
        appendEscaped(line, value);
    }

    private static void appendEscaped(StringBuilder line, String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                line.append(String.format("\\u%04x", (int) character));
            } else {
                line.append(character);
            }
        }
    }

    private static void appendStackTrace(StringBuilder line, ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return;
        }
        ThrowableProxyUtil.asString(event.getThrowableProxy()).lines().forEach(frame -> {
            line.append("    ");
            appendEscaped(line, frame.strip());
            line.append('\n');
        });
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
