package dev.gatehouse.connector.conformance.promise;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.ConnectorClient;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;

/** What all tests have: the connector, and one call of it that changes nothing. */
interface Promises {
    /** The connector that is tested. */
    ConformanceSubject subject();

    /** Calls it. */
    ConnectorClient connector();

    /** A call that changes nothing, without its arguments. */
    ConnectorCall harmless();

    /** Arguments of the harmless call but {@code userId}. */
    CallArguments harmlessArguments();

    /** Makes the harmless call for somebody. */
    default Reply harmlessFor(String userId) {
        return connector().send(harmless().json(harmlessArguments().with("userId", userId)));
    }
}
