package dev.gatehouse.decision;

import java.util.List;

/** Hears how a request is read while its endpoints are found, for whoever explains a decision. */
@FunctionalInterface
public interface ReadingListener {
    /**
     * A way to read it.
     *
     * @param path as it is read; what is encoded in the target may be decoded in it
     * @param required whether it has to lead to an endpoint; one that is not is that of servers that care for less
     * @param endpoints what it leads to; none where it leads nowhere
     */
    void read(String method, String path, boolean required, List<GuardedEndpoint> endpoints);
}
