package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.ApiException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in. */
class CallerGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "http://evil.example", "http://localhost:3000.evil.example", "not a url", ""})
    void otherOriginsDoNot(String origin) {
        assertThatThrownBy(() -> new CallerGuard(Optional.empty(), false).check(null, origin, "localhost:3000"))
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer s3cretx", "Basic !", "Basic eDp5", "Digest s3cret"})
    void whoeverDoesNotShowTheTokenDoesNot(String authorization) {
        assertThatThrownBy(() -> new CallerGuard(Optional.of("s3cret"), false).check(authorization, null, "x"))
                .isInstanceOf(ApiException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:3000", "127.0.0.1.evil.example:3000", "localhost.evil.example"})
    void s11_namesThatAPageMayHaveDoNotWhereOnlyThisMachineMayCall(String host) {
        CallerGuard guard = new CallerGuard(Optional.empty(), true);
        assertThatThrownBy(() -> guard.check(null, null, host)).hasMessageContaining(host);
        assertThatThrownBy(() -> guard.check(null, "http://" + host, host)).hasMessageContaining(host);
        assertThatCode(() -> new CallerGuard(Optional.empty(), false).check(null, null, host))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000", "port-a:3000", "a.localhost:3000"
            })
    void s11_namesOfThisMachineDo(String host) {
        assertThatCode(() -> new CallerGuard(Optional.empty(), true).check(null, null, host))
                .doesNotThrowAnyException();
    }

    @Test
    void whoeverShowsItDoes() {
        CallerGuard guard = new CallerGuard(Optional.of("token"), true);
        assertThatCode(() -> guard.check("bearer  token", null, "x")).doesNotThrowAnyException();
        assertThatCode(() -> guard.check("Basic YW55OnRva2Vu", "http://x.example", "X.example"))
                .doesNotThrowAnyException();
    }
}
