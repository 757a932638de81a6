package dev.gatehouse.guard;

import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.GuardedEndpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of {@code /access/<service id>} what was decided. Immutable.
 *
 * @param metadata where clients learn about the service (RFC 9728)
 */
record Verdicts(String serviceId, String metadata) {
    /** @param caller who showed a valid token, or null */
    Verdict of(Finding finding, @Nullable Caller caller) {
        Caller known = caller == null ? Caller.NOBODY : caller;
        Decision decision = finding.decide(caller == null ? null : caller.scopes());
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
