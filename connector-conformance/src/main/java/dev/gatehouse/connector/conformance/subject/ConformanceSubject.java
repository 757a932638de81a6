package dev.gatehouse.connector.conformance.subject;

import dev.gatehouse.connector.conformance.MetadataConformance;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A running connector, and what its author knows about it. Only the first two methods are needed; each further one lets
 * more promises be tested, and those that it leaves open are reported as skipped, with the method's name.
 *
 * <p>Asked by several threads at the same time. Tests work in a folder or in projects of their own and remove them, save
 * published projects.
 */
public interface ConformanceSubject extends AutoCloseable {
    /** Where the connector answers, such as {@code http://127.0.0.1:8080}; {@code /storage/file} is below. */
    URI address();

    /** A {@code userId} whose calls succeed, in either form. */
    String user();

    /** A {@code userId} in the normal form of somebody who has not connected an account. */
    default Optional<String> unknownUser() {
        return Optional.empty();
    }

    /** A {@code userId} in the session form whose calls succeed, {@code <port-name>://<username>:<password>}. */
    default Optional<String> sessionUser() {
        return Optional.empty();
    }

    /** A second {@code userId} whose calls succeed, for a person who sees nothing of the first one's. */
    default Optional<String> anotherUser() {
        return Optional.empty();
    }

    /** What the connector lets callers in by, sent as bearer token (RFC 6750). */
    default Optional<String> callerToken() {
        return Optional.empty();
    }

    /** What no answer may ever contain: tokens and passwords that the connector knows, beside those of the user ids. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** How much the tests may ask for. */
    default Limits limits() {
        return Limits.standard();
    }

    /** Whether the third party takes files of this name; one that it does not take has to be refused with 400. */
    default boolean takesName(String name) {
        return true;
    }

    /**
     * How many bytes of memory the connector holds on to just now, after a garbage collection where it has one; {@link
     * Memory#ofThisProcess} for a connector that runs inside the test.
     */
    default OptionalLong memoryInUse() {
        return OptionalLong.empty();
    }

    /** Makes the third party misbehave until the answer is closed; empty where this one cannot be arranged. */
    default Optional<Trouble> cause(VendorTrouble trouble) {
        return Optional.empty();
    }

    /**
     * What describes a project of this title well enough to be published, as a JSON object; an RO-Crate unless told
     * otherwise. Asked for by {@link MetadataConformance} only.
     */
    default String metadata(String title) {
        return SampleCrate.titled(title);
    }

    /** Whether tests may publish projects, which nobody can undo. */
    default boolean mayPublish() {
        return true;
    }

    /** Stops the connector, and whatever was started for it. */
    @Override
    default void close() {}

    /** What was arranged, until closed. */
    @FunctionalInterface
    interface Trouble extends AutoCloseable {
        @Override
        void close();
    }
}
