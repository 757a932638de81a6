package dev.gatehouse.connector.conformance.promise;

import dev.gatehouse.connector.conformance.client.ConnectorCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever runs the connector looks at. */
public interface OperationPromises extends Promises {
    @Test
    default void tellsThatItIsAliveAndReady() {
        for (String path : List.of("/health/live", "/health/ready")) {
            connector().send(ConnectorCall.of("GET", path)).expect(200);
        }
    }

    @Test
    default void countsItsRequests() {
        harmlessFor(subject().user());
        connector().send(ConnectorCall.of("GET", "/metrics")).expect(200).expectText("# TYPE");
    }
}
