package dev.gatehouse.app;

/** A server that answers on both listeners. */
public interface Running extends AutoCloseable {

    /** One line for the operator that contains {@code Gatehouse is ready} and the URLs of both listeners. */
    String readyLine();

    /** Finishes what has been accepted, then stops everything. Called at most once, from another thread. */
    @Override
    void close();
}
