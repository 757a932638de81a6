package dev.gatehouse.app;

import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import io.vertx.core.Vertx;

/**
 * Who makes calls to others.
 *
 * @param named to URLs that callers named
 * @param configured to URLs that the operator gave
 */
public record OutgoingCalls(OutgoingHttp named, OutgoingHttp configured) {
    /** @param vertx whose event loops they are made on */
    public static OutgoingCalls open(Infrastructure infrastructure, Vertx vertx) {
        boolean loopbackHttp = infrastructure.settings().vault().allowLoopbackHttp();
        return new OutgoingCalls(
                infrastructure.opened(new OutgoingHttp(vertx, new OutgoingRules(loopbackHttp))),
                infrastructure.opened(new OutgoingHttp(vertx, OutgoingRules.OPERATORS)));
    }
}
