package dev.gatehouse.decision.content;

/** Makes readers of requests where no document of a contract is at hand; found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface RequestReaderProvider {
    /** The kind of contract whose requests they read, such as {@code graphql}. */
    String serviceType();

    /**
     * One that reads as the described one does.
     *
     * @param description of {@link RequestReader#description}
     * @throws IllegalArgumentException where it is none
     */
    RequestReader reader(String description);
}
