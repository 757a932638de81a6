package dev.gatehouse.vault.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** For how long tokens live, in the ways vendors say it: in seconds, or until when. Stateless. */
final class TokenLifetimes {
    private static final Duration MAX_LIFE = Duration.ofDays(3650);

    private static final String ACCESS = "(access)?(token)?";
    private static final String REFRESH = "x?refresh(token)?";
    private static final String SECONDS = "expir(e|es|y|ation)?(in)?(seconds|secs)?";
    private static final String TIMES = "(expir(e|es|y|ation)?(at|on|date|time|datetime|timestamp|utc)?|validuntil)";

    /** Who says it in these members says it in seconds, or nevertheless until when. */
    private static final Predicate<String> ACCESS_SECONDS = names(ACCESS + SECONDS);

    private static final Predicate<String> ACCESS_TIMES = names(ACCESS + "(" + SECONDS + "|" + TIMES + ")");
    private static final Predicate<String> REFRESH_SECONDS = names(REFRESH + SECONDS);
    private static final Predicate<String> REFRESH_TIMES = names(REFRESH + "(" + SECONDS + "|" + TIMES + ")");

    /** As many digits as a time of today has since 1970, in seconds or milliseconds. */
    private static final Pattern TIME = Pattern.compile("\\d{10}|\\d{13}");

    private TokenLifetimes() {}

    private static Predicate<String> names(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /** Empty where nothing is said that makes sense. */
    static Optional<Duration> ofAccessToken(JsonNode members, Instant now) {
        return lifetime(members, ACCESS_SECONDS, ACCESS_TIMES, now);
    }

    /** Empty where nothing is said that makes sense; zero, which some say, stands for a token without an end. */
    static Optional<Duration> ofRefreshToken(JsonNode members, Instant now) {
        return lifetime(members, REFRESH_SECONDS, REFRESH_TIMES, now);
    }

    private static Optional<Duration> lifetime(
            JsonNode members, Predicate<String> seconds, Predicate<String> times, Instant now) {
        Stream<Duration> told = AnswerBody.texts(members, seconds)
                .filter(text -> !TIME.matcher(text.strip()).matches())
                .flatMap(text -> WrittenTime.seconds(text).stream());
        Stream<Duration> counted = AnswerBody.texts(members, times)
                .flatMap(text -> WrittenTime.sinceEpoch(text).or(() -> WrittenTime.parse(text)).stream())
                .map(time -> Duration.between(now, time));
        return Stream.concat(told, counted)
                .filter(life -> life.compareTo(Duration.ofSeconds(1)) >= 0)
                .map(life -> life.compareTo(MAX_LIFE) > 0 ? MAX_LIFE : life)
                .findFirst();
    }
}
