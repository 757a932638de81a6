package dev.gatehouse.connector.conformance;

/** What all tests of {@code fileStorage} have. */
interface StoragePromises extends Promises {
    /** Its calls, for the first user. */
    StorageClient files();
}
