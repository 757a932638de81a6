package dev.gatehouse.connectors.invenio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import dev.gatehouse.repository.RepositoryDialect;
import dev.gatehouse.repository.RepositorySimulator;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectDetectionTest {
    private static Dialect detect(URI url, Duration patience) {
        try (Vendor vendor = new Vendor(url, Duration.ofSeconds(2))) {
            return new DialectDetection(vendor, patience).detect();
        }
    }

    @ParameterizedTest
    @EnumSource(RepositoryDialect.class)
    void tellsTheDialectsApart(RepositoryDialect dialect) {
        try (RepositorySimulator repository = RepositorySimulator.start(dialect)) {
            assertThat(detect(repository.url(), Duration.ZERO).name()).isEqualTo(dialect.name());
        }
    }

    @Test
    void refusesWhatIsNeither() {
        try (RepositorySimulator repository = RepositorySimulator.start(RepositoryDialect.ZENODO)) {
            URI elsewhere = repository.url().resolve("/somewhere/else");
            assertThatThrownBy(() -> detect(elsewhere, Duration.ofMinutes(1)))
                    .isInstanceOf(ConnectorStartException.class)
                    .hasMessageContaining("neither")
                    .hasMessageContaining("INVENIO_URL");
        }
    }

    @Test
    void waitsForARepositoryThatIsAway() {
        try (RepositorySimulator repository = RepositorySimulator.start(RepositoryDialect.INVENIO_RDM)) {
            repository.gone(true);
            assertThatThrownBy(() -> detect(repository.url(), Duration.ZERO))
                    .isInstanceOf(ConnectorStartException.class)
                    .hasMessageContaining("INVENIO_DIALECT");
            Thread.ofVirtual().start(() -> repository.gone(false));
            assertThat(detect(repository.url(), Duration.ofMinutes(1))).isEqualTo(Dialect.INVENIO_RDM);
        }
    }
}
