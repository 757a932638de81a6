package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can connect decides who is warned of. */
class ServerSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "127.1.2.3,true",
        "localhost,true",
        "::1,true",
        "0.0.0.0,false",
        "::,false",
        "10.0.0.1,false"
    })
    void s11_loopbackIsForThisMachineAlone(String bind, boolean alone) {
        Duration second = Duration.ofSeconds(1);
        ServerSettings settings = new ServerSettings(bind, 0, Optional.empty(), 1, 1, second, second, second);
        assertThat(settings.isForThisMachineAlone()).isEqualTo(alone);
    }
}
