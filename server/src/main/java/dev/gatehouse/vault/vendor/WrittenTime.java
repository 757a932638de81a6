package dev.gatehouse.vault.vendor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as programs of others write them: RFC 3339, as programming languages print them, or as in HTTP. Stateless. */
public final class WrittenTime {
    /** Day and time of day with what may stand between, an offset with or without its colon, and names of UTC. */
    private static final Pattern DATED =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ Tt](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?)"
                    + " ?(?:([+-]\\d\\d)(?::?(\\d\\d))?|[Zz])?(?: ?(?:UTC|GMT)| ?\\[[\\w/+-]+])?");

    /** The three forms of RFC 9110, section 5.6.7. */
    private static final List<DateTimeFormatter> OF_HTTP = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private static final Pattern SECONDS =
            Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?(?:[eE]\\+?\\d{1,3})?) ?(?:s|secs?|seconds?)?");
    private static final double MAX_SECONDS = 1e11;

    /** Nothing is to wait or to live for so many seconds, while every second of today since 1970 is more. */
    private static final double FIRST_TIME = 1e9;

    private static final double FIRST_MILLISECOND = 1e11;

    private static final double LATEST_SECOND = 253_402_300_799.0; // the end of the year 9999

    private WrittenTime() {}

    /** Without a zone it is taken for UTC; empty for what is no time. */
    public static Optional<Instant> parse(String text) {
        String plain = text.strip().replaceAll("\\s+", " ");
        Matcher dated = DATED.matcher(plain);
        if (dated.matches()) {
            return read(dated, WrittenTime::ofDated);
        }
        return OF_HTTP.stream()
                .flatMap(form ->
                        read(plain, each -> ZonedDateTime.parse(each, form).toInstant()).stream())
                .findFirst();
    }

    private static Instant ofDated(Matcher dated) {
        LocalDateTime time =
                LocalDateTime.parse(dated.group(1) + "T" + dated.group(2).replace(',', '.'));
        String minutes = dated.group(4) == null ? "00" : dated.group(4);
        ZoneOffset offset = dated.group(3) == null ? ZoneOffset.UTC : ZoneOffset.of(dated.group(3) + ":" + minutes);
        return OffsetDateTime.of(time, offset).toInstant();
    }

    /** Seconds or milliseconds since 1970; empty for a number that is neither. */
    static Optional<Instant> sinceEpoch(String text) {
        return number(text)
                .filter(value -> value >= FIRST_TIME && value < Long.MAX_VALUE / 1000.0)
                .map(value -> Instant.ofEpochMilli((long) (value < FIRST_MILLISECOND ? value * 1000 : value)));
    }

    /** Seconds since 1970, where it cannot be anything else; milliseconds where that many seconds are beyond the year 9999. */
    public static Optional<Instant> secondsSinceEpoch(String text) {
        return number(text)
                .filter(value -> value <= LATEST_SECOND * 1000)
                .map(value -> Instant.ofEpochMilli((long) (value <= LATEST_SECOND ? value * 1000 : value)));
    }

    /** A number of seconds, with the unit behind it or without; at most some thousand years. */
    static Optional<Duration> seconds(String text) {
        return number(text).map(value -> Duration.ofSeconds((long) Math.min(value, MAX_SECONDS)));
    }

    private static Optional<Double> number(String text) {
        Matcher seconds = SECONDS.matcher(text.strip());
        return seconds.matches() ? Optional.of(Double.valueOf(seconds.group(1))) : Optional.empty();
    }

    private static <T> Optional<Instant> read(T written, Function<T, Instant> form) {
        try {
            return Optional.of(form.apply(written));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
