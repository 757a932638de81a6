package dev.gatehouse.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTest {
    private static final String FORGED = "no such user\n2026-01-01 00:00:00.000 INFO Audit: all is well\u001b[2J";

    private final LoggerContext context = new LoggerContext();

    @Test
    void aTextLineHasLevelNameMessageAndPairs() {
        LoggingEvent event = event("Stored {}", "orders");
        event.addKeyValuePair(new KeyValuePair("status", 200));

        assertThat(encode(new TextLines(), event))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN Registry: Stored orders request=r1"
                        + " status=200\n");
    }

    @Test
    void nothingACallerSendsLooksLikeALineOfItsOwn() {
        LoggingEvent event = event("Refused: {}", FORGED);
        event.addKeyValuePair(new KeyValuePair("path", FORGED));
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException(FORGED)));

        String[] lines = encode(new TextLines(), event).split("\n");

        assertThat(lines[0]).contains("no such user\\u000a2026").doesNotContain("\u001b");
        assertThat(lines).hasSizeGreaterThan(3);
        for (int line = 1; line < lines.length; line++) {
            assertThat(lines[line]).startsWith("    ").doesNotContain("\u001b");
        }
        assertThat(encode(new JsonLines(), event)).containsOnlyOnce("\n").endsWith("\n");
    }

    @Test
    void aJsonLineIsOneObjectWithTypedPairs() {
        LoggingEvent event = event("Stored {}", "orders");
        event.addKeyValuePair(new KeyValuePair("status", 200));
        event.addKeyValuePair(new KeyValuePair("message", "not the message"));
        event.addKeyValuePair(new KeyValuePair("nothing", null));
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("broken")));

        JsonNode line = JsonMapper.shared().readTree(encode(new JsonLines(), event));

        assertThat(line.path("time").asString()).isEqualTo("2026-11-21T18:10:00.123456Z");
        assertThat(line.path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("logger").asString()).isEqualTo("dev.gatehouse.registry.Registry");
        assertThat(line.path("thread").asString()).isNotEmpty();
        assertThat(line.path("message").asString()).isEqualTo("Stored orders");
        assertThat(line.path("error").asString()).contains("IllegalStateException: broken", "LogLinesTest");
        assertThat(line.path("context")).isEqualTo(JsonMapper.shared().readTree("""
                        {"request": "r1", "status": 200, "message": "not the message", "nothing": null}"""));
    }

    @Test
    void aNewFormatLeavesWhatOthersAttached() {
        LogOutput.start(context);
        ListAppender<ILoggingEvent> others = new ListAppender<>();
        others.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(others);

        LogOutput.start(context);
        others.doAppend(event("Stored"));

        assertThat(root.iteratorForAppenders()).toIterable().hasSize(2).contains(others);
        assertThat(others.list).hasSize(1);
    }

    private LoggingEvent event(String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                LogLinesTest.class.getName(),
                context.getLogger("dev.gatehouse.registry.Registry"),
                Level.WARN,
                message,
                null,
                arguments);
        event.setMDCPropertyMap(Map.of("request", "r1"));
        event.setInstant(Instant.parse("2026-11-21T18:10:00.123456Z"));
        return event;
    }

    private static String encode(Encoder<ILoggingEvent> encoder, LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
