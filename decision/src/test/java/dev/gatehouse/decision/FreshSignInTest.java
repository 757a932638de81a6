package dev.gatehouse.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long ago the user of a token may have signed in (RFC 9470). */
class FreshSignInTest {
    private static final GuardedEndpoint READ = new GuardedEndpoint("/a@get", List.of(Set.of("r")));
    private static final GuardedEndpoint PAY = aged("/pay@post", 300);
    private static final GuardedEndpoint CONFIRM = aged("/{x}@post", 60);

    private static GuardedEndpoint aged(String name, int seconds) {
        return new GuardedEndpoint(name, List.of(Set.of("r")), Duration.ofSeconds(seconds));
    }

    private static Decision decision(Duration sinceSignIn, GuardedEndpoint... endpoints) {
        return new Finding.Found(List.of(endpoints)).decide(Set.of("r"), sinceSignIn);
    }

    private static Decision tooOld(GuardedEndpoint endpoint) {
        return new Decision.SignInTooOld(endpoint, endpoint.maxAge());
    }

    @Test
    void aSignInMayBeAsOldAsTheEndpointSays() {
        assertThat(decision(Duration.ofSeconds(300), PAY)).isEqualTo(new Decision.Allowed(PAY));
        assertThat(decision(Duration.ofSeconds(300).plusNanos(1), PAY)).isEqualTo(tooOld(PAY));
        assertThat(decision(null, PAY)).isEqualTo(tooOld(PAY));
        assertThat(decision(null, READ)).isEqualTo(new Decision.Allowed(READ));
        assertThat(new Finding.Found(List.of(PAY)).decide(Set.of("r"))).isEqualTo(tooOld(PAY));
    }

    @Test
    void theStrictestOfSeveralCounts() {
        assertThat(decision(Duration.ofSeconds(120), PAY, CONFIRM)).isEqualTo(tooOld(CONFIRM));
        assertThat(decision(Duration.ofSeconds(600), CONFIRM, PAY)).isEqualTo(tooOld(CONFIRM));
        assertThat(decision(Duration.ofSeconds(600), PAY, CONFIRM)).isEqualTo(tooOld(CONFIRM));
        assertThat(decision(Duration.ofSeconds(60), READ, PAY, CONFIRM)).isEqualTo(new Decision.Allowed(READ));
    }

    @Test
    void scopesAreLookedAtFirst() {
        Finding found = new Finding.Found(List.of(PAY, READ));

        assertThat(found.decide(Set.of(), null)).isEqualTo(new Decision.ScopeMissing(PAY));
        assertThat(found.decide(null, null)).isEqualTo(new Decision.TokenNeeded(PAY));
    }
}
