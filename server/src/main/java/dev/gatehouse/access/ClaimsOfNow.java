package dev.gatehouse.access;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks claims at the time of a given clock, not of this machine's. Thread-safe. */
public final class ClaimsOfNow extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    /**
     * What a token has to say.
     *
     * @param audiences one of which it names; null for any
     * @param exact claims and their values
     * @param required claims of any value
     * @param prohibited claims it may not have
     */
    public record Expected(
            @Nullable Set<String> audiences, JWTClaimsSet exact, Set<String> required, Set<String> prohibited) {}

    public ClaimsOfNow(Expected expected, Clock clock) {
        super(expected.audiences(), expected.exact(), expected.required(), expected.prohibited());
        this.clock = clock;
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
