package dev.gatehouse.store.server;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests with a value that only the database refused. Everything is checked before, so each is a check that is
 * missing: the caller is told what to mend, and the log which line asked, once for each. Thread-safe.
 */
final class RefusedValues {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedValues.class);
    private static final String OURS = "dev.gatehouse.";

    /** What no statement of ours brings about by itself; see the appendix "PostgreSQL Error Codes" of its manual. */
    private static final Map<String, String> REASONS = Map.of(
            "22021", "a text has a character that cannot be kept", // character_not_in_repertoire
            "22P05", "a text has a character that cannot be kept", // untranslatable_character
            "22001", "a text is too long", // string_data_right_truncation
            "54000", "a text is too long", // program_limit_exceeded, such as the size of a row in an index
            "22003", "a number is out of range", // numeric_value_out_of_range
            "22008", "a time is out of range"); // datetime_field_overflow

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** The refusal of the request; empty where the failure is no value's. */
    Optional<ApiException> answer(Throwable failure) {
        return DatabaseFault.causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(cause -> reason(cause).map(reason -> refusal(cause, reason)).stream())
                .findFirst();
    }

    private static Optional<String> reason(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).map(REASONS::get);
    }

    /** The database's own message may hold the value, which may be a secret. */
    private ApiException refusal(SQLException failure, String reason) {
        String place = place(failure);
        if (told.add(place)) {
            LOG.warn(
                    "Only the database refused a value of a request (SQLSTATE {}), asked {}",
                    failure.getSQLState(),
                    place);
        }
        return ErrorCode.VALUE_NOT_STORABLE.with(reason);
    }

    private static String place(SQLException failure) {
        return Stream.of(failure.getStackTrace())
                .filter(line -> line.getClassName().startsWith(OURS))
                .findFirst()
                .map(line -> "by " + line)
                .orElse("somewhere");
    }
}
