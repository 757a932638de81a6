package dev.gatehouse.vault.vendor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Times as programs of others write them: RFC 3339, as Python prints them, or as in HTTP. Stateless. */
public final class WrittenTime {
    private static final List<Function<String, Instant>> FORMATS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());

    private WrittenTime() {}

    /** Without a zone it is taken for UTC; empty for what is no time. */
    public static Optional<Instant> parse(String text) {
        String joined = text.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) (?=\\d)", "$1T");
        return FORMATS.stream()
                .flatMap(format -> parse(format, joined).stream())
                .findFirst();
    }

    private static Optional<Instant> parse(Function<String, Instant> format, String text) {
        try {
            return Optional.of(format.apply(text));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
