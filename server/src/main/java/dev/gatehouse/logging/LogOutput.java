package dev.gatehouse.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.gatehouse.settings.LogFormat;
import dev.gatehouse.settings.Settings;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up where log lines go. Our own loggers speak from the configured level on; those of libraries from WARN on.
 *
 * <p>Thread-safe.
 */
public final class LogOutput {
    private static final String OURS = "dev.gatehouse";
    /** It tells of each connection that broke, with a stack trace; we tell of the outage. */
    private static final List<String> POOL =
            List.of("com.zaxxer.hikari.pool.ProxyConnection", "com.zaxxer.hikari.pool.PoolBase");

    private static final String STANDARD_ERROR = "standard error";

    private LogOutput() {}

    /** Makes every later log line of this process follow the settings. */
    public static void follow(Settings.Log settings) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            replaceAppender(context, settings.format());
            context.getLogger(OURS).setLevel(Level.convertAnSLF4JLevel(settings.level()));
            bridgeJavaLogging();
        }
    }

    /** Before settings are known, and in tests: warnings as text. */
    static void start(LoggerContext context) {
        replaceAppender(context, LogFormat.TEXT);
    }

    /** Only our own: what others attached goes on hearing. */
    private static void replaceAppender(LoggerContext context, LogFormat format) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> before = root.getAppender(STANDARD_ERROR);
        if (before != null) {
            root.detachAppender(before);
            before.stop();
        }
        root.setLevel(Level.WARN);
        POOL.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        root.addAppender(standardError(context, format));
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, LogFormat format) {
        EncoderBase<ILoggingEvent> encoder = switch (format) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName(STANDARD_ERROR);
        appender.setTarget("System.err");
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** The PostgreSQL driver and the JDK log through java.util.logging. */
    private static void bridgeJavaLogging() {
        LogManager.getLogManager().getLogger("").setLevel(java.util.logging.Level.WARNING);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
