package dev.gatehouse.testing;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Lines that are logged while this is open, each with its logger, its context and its stack trace. Thread-safe. */
public final class LoggedLines implements AutoCloseable {
    /** SLF4J hands out another one as long as a class of another thread is starting it. */
    private static final LoggerContext LOGGING =
            (LoggerContext) await().until(LoggerFactory::getILoggerFactory, LoggerContext.class::isInstance);

    private static final Logger OURS = LOGGING.getLogger("dev.gatehouse");
    private static final Logger LIBRARIES = LOGGING.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /** Tests beside this one write very many. */
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    private final UnsynchronizedAppenderBase<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            all.add(formatted(event));
        }
    };
    private final List<Logger> sources;
    private final Runnable restoring;

    private LoggedLines(Runnable restoring, Logger... sources) {
        this.restoring = restoring;
        this.sources = List.of(sources);
        appender.setContext(LOGGING);
        appender.start();
        this.sources.forEach(source -> source.addAppender(appender));
    }

    /**
     * By whomever, ours down to TRACE, beside the console, which other tests write to meanwhile. For tests with
     * {@code @ResourceLock("log levels")}.
     */
    public static LoggedLines everything() {
        Level before = OURS.getLevel();
        LoggedLines lines = new LoggedLines(
                () -> {
                    OURS.setLevel(before);
                    OURS.setAdditive(true);
                },
                OURS,
                LIBRARIES);
        OURS.setAdditive(false);
        OURS.setLevel(Level.TRACE);
        return lines;
    }

    /** By whomever, as much as is usual; some may come twice. */
    public static LoggedLines usual() {
        return new LoggedLines(() -> {}, OURS, LIBRARIES);
    }

    /** By this class, as much as is usual. */
    public static LoggedLines of(Class<?> source) {
        return new LoggedLines(() -> {}, LOGGING.getLogger(source));
    }

    private static String formatted(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap() + trace;
    }

    public List<String> all() {
        return List.copyOf(all);
    }

    /** Those that contain the text. */
    public List<String> with(String text) {
        return all.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        restoring.run();
        sources.forEach(source -> source.detachAppender(appender));
        appender.stop();
    }
}
