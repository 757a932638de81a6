package dev.gatehouse.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the banner and progress of Flyway for those who ask for details. Flyway makes it by its name. Thread-safe. */
public final class MigrationLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> source) {
        return new ToSlf4j(LoggerFactory.getLogger(source));
    }

    private record ToSlf4j(Logger log) implements Log {
        @Override
        public void debug(String message) {
            log.trace(message);
        }

        @Override
        public void info(String message) {
            log.debug(message);
        }

        @Override
        public void notice(String message) {
            log.debug(message);
        }

        @Override
        public void warn(String message) {
            log.warn(message);
        }

        @Override
        public void error(String message) {
            log.error(message);
        }

        @Override
        public void error(String message, Exception failure) {
            log.error(message, failure);
        }
    }
}
