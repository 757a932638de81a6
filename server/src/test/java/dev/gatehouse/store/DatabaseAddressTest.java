package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void readsALibpqUri() {
        assertThat(DatabaseAddress.parse(
                        "postgresql://ann:s%2Fe%40cr%3Aet+@db.example:5433/gate%20house?sslmode=require"))
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example:5433/gate+house?sslmode=require", "ann", "s/e@cr:et+"));
    }

    @Test
    void readsSeveralHosts() {
        assertThat(DatabaseAddress.parse("postgres://ann@one:5432,two:5433/db?target_session_attrs=read-write"))
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://one:5432,two:5433/db?targetServerType=primary", "ann", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "'postgresql://one,two/db', 'jdbc:postgresql://one,two/db?targetServerType=primary'",
        "'jdbc:postgresql://one,two/db?x=y', 'jdbc:postgresql://one,two/db?x=y&targetServerType=primary'",
        "'postgresql://one,two/db?target_session_attrs=any', 'jdbc:postgresql://one,two/db?targetServerType=any'",
    })
    void s31_ofSeveralHostsItIsThePrimary(String url, String jdbcUrl) {
        assertThat(DatabaseAddress.parse(url).jdbcUrl()).isEqualTo(jdbcUrl);
    }

    @Test
    void readsAJdbcUrlAndTakesTheCredentialsOut() {
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db.example/gatehouse?user=ann&password=se%26cret&ssl=true"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/gatehouse?ssl=true", "ann", "se&cret"));
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql:///db, jdbc:postgresql://localhost/db",
        "postgresql://[::1]:5433/db, jdbc:postgresql://[::1]:5433/db",
        "postgresql://host, jdbc:postgresql://host/",
        "jdbc:postgresql://host:1/db?options=-c%20a%3Db, jdbc:postgresql://host:1/db?options=-c+a%3Db",
    })
    void keepsWhatTheDriverUnderstands(String url, String jdbcUrl) {
        assertThat(DatabaseAddress.parse(url).jdbcUrl()).isEqualTo(jdbcUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:secret@host/db",
                "host:5432",
                "postgresql://ann:secret@host:port/db",
                "postgresql://ann:secret%zz@host/db",
                "postgresql://ann:secret@%2Fvar%2Frun/db",
                "postgresql://ann:secret@/db?host=elsewhere",
                "jdbc:postgresql://ann:secret@host/db",
            })
    void s9_refusesWhatItCannotReadWithoutShowingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("database URL '")
                .hasMessageNotContaining("secret");
    }

    @Test
    void s9_hidesPasswordsInItsText() {
        assertThat(new DatabaseAddress("jdbc:postgresql://host/db?password=one&sslpassword=two&x=y", "ann", "three"))
                .hasToString("jdbc:postgresql://host/db?password=***&sslpassword=***&x=y as ann");
    }
}
