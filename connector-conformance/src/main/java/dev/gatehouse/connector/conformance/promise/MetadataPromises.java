package dev.gatehouse.connector.conformance.promise;

import dev.gatehouse.connector.conformance.client.MetadataClient;

/** What all tests of {@code metadata} have. */
interface MetadataPromises extends Promises {
    /** Its calls, for the first user. */
    MetadataClient projects();
}
