package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in. */
class CallerGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "http://evil.example", "http://localhost:3000.evil.example", "not a url", ""})
    void otherOriginsDoNot(String origin) {
        assertThatThrownBy(() -> new CallerGuard(Optional.empty()).check(null, origin, "localhost:3000"))
                .isInstanceOf(HttpFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer s3cretx", "Basic !", "Basic eDp5", "Digest s3cret"})
    void whoeverDoesNotShowTheTokenDoesNot(String authorization) {
        assertThatThrownBy(() -> new CallerGuard(Optional.of("s3cret")).check(authorization, null, "x"))
                .isInstanceOf(HttpFailure.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void whoeverShowsItDoes() {
        CallerGuard guard = new CallerGuard(Optional.of("token"));
        assertThatCode(() -> guard.check("bearer  token", null, "x")).doesNotThrowAnyException();
        assertThatCode(() -> guard.check("Basic YW55OnRva2Vu", "http://x", "X")).doesNotThrowAnyException();
    }
}
