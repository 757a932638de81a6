package dev.gatehouse.http.netty.gate;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * How much is read from a connection before the others of its event loop have their turn: little of who sends many requests
 * at once, much while bodies are expected. One for each connection, used by its event loop.
 */
public final class Bites extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int LEAST = 64;
    private static final int FIRST = 512;
    private static final int OF_BODIES = 64 * 1024;

    /** More than these at once are many. */
    private static final int FEW_REQUESTS = 2;

    private final int usual;
    private int bite;
    private int requests;
    private int bodies;

    /** @param usual how much is read where nothing is known, in bytes */
    Bites(int usual) {
        super(1);
        this.usual = usual;
        this.bite = FIRST;
    }

    /** Those of a connection. */
    public static Bites of(HttpConnection connection) {
        return (Bites) ((ConnectionBase) connection).channel().config().<RecvByteBufAllocator>getRecvByteBufAllocator();
    }

    /** A request was read. */
    public void request() {
        requests++;
    }

    /** From now on a body is expected. */
    public void bodyBegins() {
        bodies++;
    }

    /** Said once for each that began. */
    public void bodyEnds() {
        bodies--;
    }

    private int next() {
        if (requests > FEW_REQUESTS) {
            bite = Math.max(LEAST, bite / 2);
        } else if (requests <= 1) {
            bite = Math.min(usual, bite * 2);
        }
        requests = 0;
        return bodies > 0 ? Math.max(usual, OF_BODIES) : bite;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return next();
            }
        };
    }
}
