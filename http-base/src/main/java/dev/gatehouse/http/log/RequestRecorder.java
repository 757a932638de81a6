package dev.gatehouse.http.log;

import dev.gatehouse.api.Caller;
import org.jspecify.annotations.Nullable;

/** Measures and logs requests. Thread-safe. */
@FunctionalInterface
public interface RequestRecorder {
    /**
     * The answer to a request is about to be sent. Not called for one that a {@link dev.gatehouse.http.Transfer} ends.
     *
     * @param bytes of the answer's body
     * @param caller null where nobody was identified
     */
    void answered(RequestEntry request, int status, int bytes, @Nullable Caller caller);

    /** Whether {@link #written} is to be called; it costs a listener for each answer. */
    default boolean followsAnswers() {
        return false;
    }

    /**
     * An answer that {@link #answered} told of was written.
     *
     * @param taken false where the client left before it was all written
     */
    default void written(RequestEntry request, int status, int bytes, boolean taken) {}
}
