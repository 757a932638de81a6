package dev.gatehouse.connector.conformance.promise;

import dev.gatehouse.connector.conformance.client.StorageClient;

/** What all tests of {@code fileStorage} have. */
interface StoragePromises extends Promises {
    /** Its calls, for the first user. */
    StorageClient files();
}
