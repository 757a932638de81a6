package dev.gatehouse.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritesTest {
    @ParameterizedTest
    @ValueSource(strings = {Writes.CREATE_SERVICE, Writes.REPLACE_ENDPOINTS})
    void whatPgbenchRunsIsThere(String resource) throws IOException {
        assertThat(Writes.statements(resource)).contains("insert into");
    }

    @Test
    void whatPgbenchDoesInPlaceOfRefreshesIsThere() throws IOException {
        assertThat(Writes.statements("refresh.sql")).contains("update refresh_family");
    }
}
