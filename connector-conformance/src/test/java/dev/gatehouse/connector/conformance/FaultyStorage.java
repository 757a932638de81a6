package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.raw.Fault;
import dev.gatehouse.connector.conformance.raw.RawConnector;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kit, run by tests of the kit against a connector with the fault that they say. */
@ExtendWith(FaultParameter.class)
class FaultyStorage extends FileStorageConformance implements FaultParameter.Taker {
    private Fault fault;
    private Limits limits;

    @Override
    public void take(String given, Limits within) {
        fault = Fault.valueOf(given);
        limits = within;
    }

    @Override
    protected ConformanceSubject start() throws IOException {
        return new RawConnector(fault, limits);
    }
}
