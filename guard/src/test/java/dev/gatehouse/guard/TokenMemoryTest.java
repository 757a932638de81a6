package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenMemoryTest {
    private final TokenMemory memory = new TokenMemory();
    private final TokenMemory.Remembered token = new TokenMemory.Remembered(
            new TokenCheck(
                    new GuardOptions(
                            "pets",
                            URI.create("http://localhost:6883"),
                            URI.create("http://localhost:8888"),
                            "client",
                            "secret",
                            Duration.ofSeconds(5),
                            Duration.ofHours(1),
                            null),
                    "http://localhost:8888/pets",
                    new JWKSet()),
            new TokenCheck.Outcome.Good(
                    new Caller("maria", "app", Set.of("pets.r")),
                    null,
                    Instant.MAX,
                    Set.of("key of maria", "key of app")),
            Instant.MAX);

    @Test
    void forgetsWhatAChangeIsAboutAndNothingElse() {
        memory.put("token", token, memory.changes());

        memory.changed("key of somebody else");
        assertThat(memory.get("token")).isEqualTo(token);

        memory.changed("key of app");
        assertThat(memory.get("token")).isNull();
    }

    @Test
    void doesNotKeepWhatWasAskedBeforeAChange() {
        long before = memory.changes();
        memory.changed("key of somebody else");

        memory.put("token", token, before);

        assertThat(memory.get("token")).isNull();
    }

    @Test
    void whatWasMissedMayHaveBeenAnything() {
        memory.put("token", token, memory.changes());

        memory.hears(true);

        assertThat(memory.get("token")).isNull();
        assertThat(memory.isHearing()).isTrue();
    }
}
