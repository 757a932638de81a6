package dev.gatehouse.vault.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** For how long tokens live, in the ways vendors say it: in seconds, or until when. Stateless. */
final class TokenLifetimes {
    private static final Duration MAX_LIFE = Duration.ofDays(3650);

    private static final List<String> ACCESS_SECONDS = List.of("expires_in", "expires");
    private static final List<String> ACCESS_TIMES =
            List.of("expires_at", "expires_on", "expires", "expiry", "expiration", "expiration_date");
    private static final List<String> REFRESH_SECONDS =
            List.of("refresh_expires_in", "refresh_token_expires_in", "x_refresh_token_expires_in");
    private static final List<String> REFRESH_TIMES =
            List.of("refresh_token_expires_at", "refresh_expires_at", "refresh_token_expires_on");

    /** No token lives for so many seconds, while every second of today since 1970 is more. */
    private static final double FIRST_TIME = 1e9;

    private static final double FIRST_MILLISECOND = 1e11;

    private TokenLifetimes() {}

    /** Empty where nothing is said that makes sense. */
    static Optional<Duration> ofAccessToken(JsonNode members, Instant now) {
        return lifetime(members, ACCESS_SECONDS, ACCESS_TIMES, now);
    }

    /** Empty where nothing is said that makes sense; zero, which some say, stands for a token without an end. */
    static Optional<Duration> ofRefreshToken(JsonNode members, Instant now) {
        return lifetime(members, REFRESH_SECONDS, REFRESH_TIMES, now);
    }

    private static Optional<Duration> lifetime(
            JsonNode members, List<String> seconds, List<String> times, Instant now) {
        Stream<Duration> told = texts(members, seconds).flatMap(text -> seconds(text).stream());
        Stream<Duration> counted =
                texts(members, times).flatMap(text -> time(text).stream()).map(time -> Duration.between(now, time));
        return Stream.concat(told, counted)
                .filter(life -> life.compareTo(Duration.ofSeconds(1)) >= 0)
                .map(life -> life.compareTo(MAX_LIFE) > 0 ? MAX_LIFE : life)
                .findFirst();
    }

    private static Stream<String> texts(JsonNode members, List<String> names) {
        return names.stream().flatMap(name -> AnswerBody.text(members, name).stream());
    }

    private static Optional<Duration> seconds(String text) {
        return number(text)
                .filter(seconds -> seconds < FIRST_TIME || !text.strip().matches("\\d{10}|\\d{13}"))
                .map(seconds -> Duration.ofSeconds((long) Math.min(seconds, MAX_LIFE.toSeconds())));
    }

    /** Seconds or milliseconds since 1970, or a date; without a zone it is taken for UTC. */
    private static Optional<Instant> time(String text) {
        Optional<Double> number = number(text).filter(value -> value >= FIRST_TIME);
        if (number.isPresent()) {
            double value = number.get();
            return Optional.of(value)
                    .filter(seconds -> seconds < Long.MAX_VALUE / 1000.0)
                    .map(seconds ->
                            Instant.ofEpochMilli((long) (seconds < FIRST_MILLISECOND ? seconds * 1000 : seconds)));
        }
        return WrittenTime.parse(text);
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip())).filter(Double::isFinite);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
