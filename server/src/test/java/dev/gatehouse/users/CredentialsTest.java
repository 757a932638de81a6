package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void s8_aPasswordIsDerivedAlsoWhereThereIsNoSuchUser() {
        Credentials credentials = new Credentials(TestServer.shared().jdbi(), Clock.systemUTC());
        String nobody = "user-" + UUID.randomUUID();

        assertThat(DerivedPasswords.during(
                        () -> assertThat(credentials.check(nobody, "a password")).isEmpty()))
                .isEqualTo(1);
    }
}
