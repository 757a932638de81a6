package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.archive.Mistake;
import dev.gatehouse.connector.conformance.raw.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Connectors that hold whole files are found, where nothing else fills this process's memory meanwhile. */
@Isolated
class MemoryFaultTest {
    private static final long LARGE = 48 << 20;

    @Test
    void findsUploadsThatAreHeldInMemory() {
        assertThat(FaultyRun.brokenPromises(FaultyStorage.class, Fault.HOLDS_UPLOADS_IN_MEMORY, LARGE))
                .containsExactly("holdsNoUploadInMemory");
    }

    @Test
    void findsUploadsThatAConnectorOfTheKitHoldsInMemory() {
        assertThat(FaultyRun.brokenPromises(MistakenArchive.class, Mistake.HOLDS_UPLOADS_IN_MEMORY, LARGE))
                .containsExactly("holdsNoUploadInMemory");
    }

    @Test
    void findsDownloadsThatAreHeldInMemory() {
        assertThat(FaultyRun.brokenPromises(FaultyStorage.class, Fault.HOLDS_DOWNLOADS_IN_MEMORY, LARGE))
                .containsExactly("holdsNoDownloadInMemory");
    }
}
