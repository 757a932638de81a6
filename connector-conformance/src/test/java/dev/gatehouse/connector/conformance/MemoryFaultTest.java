package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.archive.Mistake;
import dev.gatehouse.connector.conformance.raw.Fault;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Connectors that hold whole files are found, where nothing else fills this process's memory meanwhile. */
@Isolated
class MemoryFaultTest {
    private static final long LARGE = 48 << 20;

    @Test
    void findsUploadsThatAreHeldInMemory() {
        FaultyRun.expectBroken(
                FaultyStorage.class, Fault.HOLDS_UPLOADS_IN_MEMORY, LARGE, Set.of("holdsNoUploadInMemory"));
    }

    @Test
    void findsUploadsThatAConnectorOfTheKitHoldsInMemory() {
        FaultyRun.expectBroken(
                MistakenArchive.class, Mistake.HOLDS_UPLOADS_IN_MEMORY, LARGE, Set.of("holdsNoUploadInMemory"));
    }

    @Test
    void findsDownloadsThatAreHeldInMemory() {
        FaultyRun.expectBroken(
                FaultyStorage.class, Fault.HOLDS_DOWNLOADS_IN_MEMORY, LARGE, Set.of("holdsNoDownloadInMemory"));
    }
}
