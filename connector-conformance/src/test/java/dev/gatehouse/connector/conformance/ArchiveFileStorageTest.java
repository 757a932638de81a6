package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.archive.Archive;
import dev.gatehouse.connector.conformance.archive.Mistake;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import java.io.IOException;

/** A connector of the connector kit, without mistakes. */
class ArchiveFileStorageTest extends FileStorageConformance {
    @Override
    protected ConformanceSubject start() throws IOException {
        return new Archive(Mistake.NONE, Limits.standard());
    }
}
