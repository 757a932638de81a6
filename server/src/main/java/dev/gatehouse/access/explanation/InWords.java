package dev.gatehouse.access.explanation;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.access.decision.DecisionExplainer.Explanation;
import dev.gatehouse.access.decision.DecisionExplainer.Reading;
import dev.gatehouse.access.decision.DecisionExplainer.Shown;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.GuardedEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts explanations into words. Stateless. */
final class InWords {
    private InWords() {}

    static Explained of(String serviceId, Question question, Shown shown, Explanation explanation) {
        VerifiedToken token = shown.token();
        List<Explained.Need> needs = explanation.endpoints().stream()
                .map(endpoint -> need(endpoint, token, explanation.sinceSignIn()))
                .toList();
        return new Explained(
                serviceId,
                question.method(),
                question.uri(),
                token == null ? null : token.caller().clientId(),
                outcome(explanation, needs),
                explanation.readings().stream().map(InWords::reading).toList(),
                needs);
    }

    private static Explained.Need need(
            GuardedEndpoint endpoint, @Nullable VerifiedToken token, @Nullable Duration sinceSignIn) {
        Set<String> scopes = token == null ? Set.of() : token.caller().scopes();
        Decision decision = new Finding.Found(List.of(endpoint)).decide(token == null ? null : scopes, sinceSignIn);
        Duration maxAge = endpoint.maxAge();
        return new Explained.Need(
                endpoint.name(),
                endpoint.alternatives().stream()
                        .map(alternative -> alternative.stream().sorted().toList())
                        .toList(),
                decision instanceof Decision.Allowed,
                endpoint.nearest(scopes).stream()
                        .filter(scope -> !scopes.contains(scope))
                        .sorted()
                        .toList(),
                maxAge == null ? null : (Long) maxAge.toSeconds());
    }

    private static Explained.Outcome outcome(Explanation explanation, List<Explained.Need> needs) {
        ApiException refusal = explanation.refusal();
        if (refusal == null) {
            return new Explained.Outcome(true, 200, null, "The request may pass.");
        }
        String words = refusal.code() == ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH
                ? "The token lacks scopes: " + lacking(needs) + "."
                : refusal.getMessage();
        return explanation.refuses()
                ? new Explained.Outcome(
                        false, refusal.code().status(), refusal.code().code(), words)
                : new Explained.Outcome(
                        false,
                        200,
                        refusal.code().code(),
                        words + " It passes all the same, as the service's decisionMode is shadow.");
    }

    /** Not what else the token has: that may be none of the asking one's business. */
    private static String lacking(List<Explained.Need> needs) {
        return needs.stream()
                .filter(need -> !need.missing().isEmpty())
                .map(need -> "%s for %s".formatted(String.join(" and ", need.missing()), need.endpoint())
                        + (need.requires().size() > 1 ? ", or one of the other sets that do for it" : ""))
                .collect(Collectors.joining("; "));
    }

    private static Explained.ReadingInWords reading(Reading reading) {
        List<String> names =
                reading.endpoints().stream().map(GuardedEndpoint::name).toList();
        return new Explained.ReadingInWords(
                reading.method(), reading.path(), reading.required(), names, words(reading, names));
    }

    private static String words(Reading reading, List<String> names) {
        String what = reading.method() + " " + reading.path();
        if (names.isEmpty()) {
            return reading.required()
                    ? what + " is for nothing that is registered."
                    : "Some servers read it as " + what + "; that leads nowhere, so nothing is asked of it.";
        }
        String where = String.join(" and ", names);
        return reading.required()
                ? what + " is for " + where + "."
                : "Some servers read it as " + what + ", which is for " + where + ": that has to be covered too.";
    }
}
