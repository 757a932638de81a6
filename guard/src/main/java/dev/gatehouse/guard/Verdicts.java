package dev.gatehouse.guard;

import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.GuardedEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of {@code /access/<service id>} what was decided. Immutable.
 *
 * @param metadata where clients learn about the service (RFC 9728)
 * @param clock tells how long ago somebody signed in
 */
record Verdicts(String serviceId, String metadata, Clock clock) {
    /** @param token the valid one that was shown, or null */
    Verdict of(Finding finding, TokenCheck.Outcome.@Nullable Good token) {
        Caller known = token == null ? Caller.NOBODY : token.caller();
        Duration sinceSignIn =
                token == null || token.signedIn() == null ? null : Duration.between(token.signedIn(), clock.instant());
        Decision decision = finding.decide(token == null ? null : known.scopes(), sinceSignIn);
        return decision instanceof Decision.Allowed allowed
                ? new Verdict.Passed(known, allowed.endpoint().name())
                : new Verdict.Refused(refusal(decision, known));
    }

    private Refusal refusal(Decision decision, Caller caller) {
        if (decision instanceof Decision.TokenNeeded needed) {
            return Refusal.missingToken(needed.endpoint().nearest(Set.of()), metadata);
        }
        if (decision instanceof Decision.ScopeMissing missing) {
            GuardedEndpoint endpoint = missing.endpoint();
            return Refusal.insufficientScope(endpoint.alternatives(), endpoint.nearest(caller.scopes()), metadata);
        }
        if (decision instanceof Decision.SignInTooOld tooOld) {
            return Refusal.signInTooOld(
                    tooOld.maxAge().toSeconds(), tooOld.endpoint().nearest(caller.scopes()), metadata);
        }
        if (decision instanceof Decision.ContentNotRegistered missing) {
            return Refusal.notRegistered(serviceId, missing.noun() + " " + missing.name());
        }
        if (decision instanceof Decision.ContentUnclear unclear) {
            return Refusal.unclear(unclear.reason());
        }
        return decision instanceof Decision.Evasive evasive
                ? Refusal.evasive(serviceId, evasive.reason())
                : Refusal.notRegistered(serviceId);
    }

    Verdict invalid(Finding finding, String reason) {
        return new Verdict.Refused(Refusal.invalidToken(reason, needed(finding), metadata));
    }

    Verdict expired(Finding finding) {
        return new Verdict.Refused(Refusal.expiredToken(needed(finding), metadata));
    }

    private static Set<String> needed(Finding finding) {
        return finding.decide(null) instanceof Decision.TokenNeeded needed
                ? needed.endpoint().nearest(Set.of())
                : Set.of();
    }
}
