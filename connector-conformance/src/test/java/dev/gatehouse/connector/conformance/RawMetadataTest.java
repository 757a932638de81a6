package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.raw.Fault;
import dev.gatehouse.connector.conformance.raw.RawConnector;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import java.io.IOException;

/** A connector that keeps every promise of {@code metadata}, written without the connector kit. */
class RawMetadataTest extends MetadataConformance {
    @Override
    protected ConformanceSubject start() throws IOException {
        return new RawConnector(
                Fault.NONE, Limits.standard().streaming(32 << 20).listing(1000));
    }
}
