package dev.gatehouse.upstreams;

import java.util.List;

/** A server with a framework that serves some routes, and says in the header field {@code Served} which one it served. */
interface RealServer extends AutoCloseable {
    /** The header field that names the endpoint. */
    String FIELD = "Served";

    int port();

    @Override
    void close();

    /** How one is started. */
    @FunctionalInterface
    interface Start {
        /** @param routes more specific ones first, as routers that take the first want them */
        RealServer with(List<ServedRoute> routes) throws Exception;
    }
}
