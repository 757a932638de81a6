package dev.gatehouse.vault.vendor;

import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tells what an answer of a token endpoint means. Immutable and thread-safe. */
final class AnswerReading {
    private static final int MAX_TOKEN = 64 * 1024;

    private final Clock clock;

    AnswerReading(Clock clock) {
        this.clock = clock;
    }

    /** @param secrets what was sent and must not come back in a reason */
    TokenOutcome read(OutgoingAnswer answer, String... secrets) {
        Optional<VendorError> error = VendorErrors.in(answer);
        if (error.isPresent()) {
            return failure(answer, error.get(), error.get().shown(secrets));
        }
        if (answer.status() / 100 == 2) {
            return AnswerBody.members(answer)
                    .flatMap(this::tokens)
                    .<TokenOutcome>map(TokenOutcome.Issued::new)
                    .orElseGet(() -> passing(answer, "the vendor's answer holds no access token"));
        }
        return withoutCode(answer);
    }

    private TokenOutcome failure(OutgoingAnswer answer, VendorError error, String shown) {
        String reason = "the vendor answered " + answer.status() + " with " + shown;
        boolean certain = error.isDead() || error.isAboutTheClient();
        if (isPassing(answer.status()) || error.isPassing() || !certain && asksForPatience(answer)) {
            return passing(answer, reason);
        }
        return error.isDead() ? new TokenOutcome.DeadGrant(reason) : new TokenOutcome.Misconfigured(reason);
    }

    private TokenOutcome withoutCode(OutgoingAnswer answer) {
        String reason = "the vendor answered " + answer.status();
        if (answer.status() / 100 == 3) {
            return new TokenOutcome.Misconfigured(reason + ", a redirect, which is not followed");
        }
        return isPassing(answer.status()) || asksForPatience(answer)
                ? passing(answer, reason)
                : new TokenOutcome.Misconfigured(reason);
    }

    private static boolean isPassing(int status) {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    private static boolean asksForPatience(OutgoingAnswer answer) {
        return answer.header("retry-after").isPresent();
    }

    private TokenOutcome passing(OutgoingAnswer answer, String reason) {
        Optional<Duration> wait = answer.header("retry-after").flatMap(value -> RetryAfter.read(value, clock));
        return new TokenOutcome.Transient(reason, wait);
    }

    private Optional<VendorTokens> tokens(JsonNode answer) {
        return AnswerBody.tokens(answer)
                .flatMap(members -> token(members, "access_token").map(accessToken -> tokens(members, accessToken)));
    }

    private VendorTokens tokens(JsonNode members, String accessToken) {
        Optional<String> refreshToken = token(members, "refresh_token");
        return new VendorTokens(
                accessToken,
                refreshToken,
                new VendorTokens.Lifetimes(
                        TokenLifetimes.ofAccessToken(members, clock.instant()),
                        TokenLifetimes.ofRefreshToken(members, clock.instant())),
                AnswerBody.text(members, "scope").filter(AnswerReading::fits),
                AnswerBody.text(members, "user_id").filter(AnswerReading::fits),
                VendorMetadata.of(members, accessToken, refreshToken.orElse("")));
    }

    /** Nothing for what is missing, none, or beyond any sense. */
    private static Optional<String> token(JsonNode members, String name) {
        return AnswerBody.token(members, name).filter(AnswerReading::fits);
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_TOKEN;
    }
}
