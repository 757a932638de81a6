package dev.gatehouse.connector.conformance;

/** What all tests of {@code metadata} have. */
interface MetadataPromises extends Promises {
    /** Its calls, for the first user. */
    MetadataClient projects();
}
