package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.subject.Limits;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Hands a run of the kit the fault that its configuration names. */
final class FaultParameter implements TestInstancePostProcessor {
    static final String FAULT = "fault";
    static final String STREAM_BYTES = "stream-bytes";

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
        String fault = context.getConfigurationParameter(FAULT).orElseThrow();
        long streamBytes =
                context.getConfigurationParameter(STREAM_BYTES, Long::valueOf).orElseThrow();
        ((Taker) test).take(fault, FaultyRun.LIMITS.streaming(streamBytes));
    }

    /** A run of the kit. */
    interface Taker {
        void take(String fault, Limits limits);
    }
}
