package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.archive.Archive;
import dev.gatehouse.connector.conformance.archive.Mistake;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kit, run by tests of the kit against a connector of the connector kit with the mistake that they say. */
@ExtendWith(FaultParameter.class)
class MistakenArchive extends FileStorageConformance implements FaultParameter.Taker {
    private Mistake mistake;
    private Limits limits;

    @Override
    public void take(String given, Limits within) {
        mistake = Mistake.valueOf(given);
        limits = within;
    }

    @Override
    protected ConformanceSubject start() throws IOException {
        return new Archive(mistake, limits);
    }
}
