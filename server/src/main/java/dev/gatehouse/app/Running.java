package dev.gatehouse.app;

/** A server that answers on both listeners. */
public interface Running extends AutoCloseable {

    /** One line for the operator that contains {@code Gatehouse is ready} and the URLs of both listeners. */
    String readyLine();

    /**
     * Lets clients and proxies go elsewhere, as long as the settings say: {@code /health/ready} is 503, and then nobody can
     * connect any more and every answer is the last of its connection. Called at most once, before {@link #close()}.
     */
    void depart();

    /** Finishes what has been accepted, then stops everything. Called at most once, from another thread. */
    @Override
    void close();
}
