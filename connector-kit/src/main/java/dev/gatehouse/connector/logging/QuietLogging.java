package dev.gatehouse.connector.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Takes the place of Logback's own default, which prints all that libraries say while they are debugged. Found by Logback
 * where that is beside the kit; any configuration of the application, a file or a class, goes before it.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class QuietLogging extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Logback looks for files only after it has asked every class.
        Configurator files = new DefaultJoranConfigurator();
        files.setContext(context);
        ExecutionStatus found = files.configure(context);
        if (found == ExecutionStatus.INVOKE_NEXT_IF_ANY) {
            beQuiet(context);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void beQuiet(LoggerContext context) {
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console(context));
        context.getLogger("io.netty").setLevel(Level.WARN);
        context.getLogger("dev.gatehouse.connector.access-log").setLevel(Level.WARN);
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern(PATTERN);
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(lines);
        console.start();
        return console;
    }
}
