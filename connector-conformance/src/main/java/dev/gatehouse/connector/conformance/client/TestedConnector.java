package dev.gatehouse.connector.conformance.client;

import dev.gatehouse.connector.conformance.subject.ConformanceSubject;

/** A connector that was started to be tested, and what calls it. */
public record TestedConnector(ConformanceSubject subject, ConnectorClient client) implements AutoCloseable {
    /** Stops the subject where it says of itself what nobody can test. */
    public static TestedConnector of(ConformanceSubject subject) {
        try {
            return new TestedConnector(subject, new ConnectorClient(subject));
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (subject) {
            client.close();
        }
    }
}
