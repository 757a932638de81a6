package dev.gatehouse.vault.vendor;

import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tells what an answer of a token endpoint means. Immutable and thread-safe. */
final class AnswerReading {
    private static final int MAX_TOKEN = 64 * 1024;
    private static final Duration MAX_LIFE = Duration.ofDays(3650);

    private final Clock clock;

    AnswerReading(Clock clock) {
        this.clock = clock;
    }

    /** @param secrets what was sent and must not come back in a reason */
    TokenOutcome read(OutgoingAnswer answer, String... secrets) {
        Optional<JsonNode> members = AnswerBody.members(answer);
        Optional<String> code = members.flatMap(VendorErrors::code).or(() -> errorWithoutMembers(answer, members));
        if (code.isPresent()) {
            return failure(answer, code.get(), VendorErrors.shown(code.get(), secrets));
        }
        if (answer.status() / 100 == 2) {
            return members.flatMap(AnswerReading::tokens)
                    .<TokenOutcome>map(TokenOutcome.Issued::new)
                    .orElseGet(() -> passing(answer, "the vendor's answer holds no access token"));
        }
        return withoutCode(answer);
    }

    private static Optional<String> errorWithoutMembers(OutgoingAnswer answer, Optional<JsonNode> members) {
        return members.isPresent() ? Optional.empty() : VendorErrors.codeInText(answer.body());
    }

    private TokenOutcome failure(OutgoingAnswer answer, String code, String shown) {
        String reason = "the vendor answered " + answer.status() + " with " + shown;
        if (isPassing(answer.status()) || VendorErrors.isPassing(code)) {
            return passing(answer, reason);
        }
        return VendorErrors.isDead(code) ? new TokenOutcome.DeadGrant(reason) : new TokenOutcome.Misconfigured(reason);
    }

    private TokenOutcome withoutCode(OutgoingAnswer answer) {
        String reason = "the vendor answered " + answer.status();
        if (answer.status() / 100 == 3) {
            return new TokenOutcome.Misconfigured(reason + ", a redirect, which is not followed");
        }
        return isPassing(answer.status()) ? passing(answer, reason) : new TokenOutcome.Misconfigured(reason);
    }

    private static boolean isPassing(int status) {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    private TokenOutcome passing(OutgoingAnswer answer, String reason) {
        Optional<Duration> wait = answer.header("retry-after").flatMap(value -> RetryAfter.read(value, clock));
        return new TokenOutcome.Transient(reason, wait, true);
    }

    private static Optional<VendorTokens> tokens(JsonNode members) {
        return text(members, "access_token")
                .map(accessToken -> new VendorTokens(
                        accessToken,
                        text(members, "refresh_token"),
                        lifetime(members),
                        text(members, "scope"),
                        text(members, "user_id")));
    }

    /** Nothing for what is missing, empty or beyond any sense. */
    private static Optional<String> text(JsonNode members, String name) {
        JsonNode value = members.get(name);
        return value == null || !value.isValueNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asString()).filter(text -> !text.isBlank() && text.length() <= MAX_TOKEN);
    }

    /** A number or a text that holds one; zero and less say nothing about how long the token lives. */
    private static Optional<Duration> lifetime(JsonNode members) {
        return text(members, "expires_in")
                .or(() -> text(members, "expires"))
                .flatMap(AnswerReading::seconds)
                .filter(seconds -> seconds >= 1)
                .map(seconds -> Duration.ofSeconds((long) Math.min(seconds, MAX_LIFE.toSeconds())));
    }

    private static Optional<Double> seconds(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
