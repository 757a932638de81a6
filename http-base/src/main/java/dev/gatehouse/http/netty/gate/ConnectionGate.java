package dev.gatehouse.http.netty.gate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the operating system's accepted connections and the HTTP server: bounds their number, and the time
 * until each has sent its first request. The HTTP server itself tells of a connection only once that request is there,
 * so nothing behind it can bound those that never send one. Thread-safe; one for both listeners.
 */
@ChannelHandler.Sharable
public final class ConnectionGate extends ChannelInboundHandlerAdapter {
    private static final long CLOSING_SECONDS = 5;

    /** Bytes of what proxies add to addresses, such as the name in a client's certificate; none of it is read. */
    private static final int MAX_PROXY_DETAILS = 4 * 1024;

    private final int maximum;
    private final Duration firstRequestTime;
    private final int usualRead;
    private final HeaderDue proxied;
    private final AtomicLong nextProxyWarning = new AtomicLong(System.nanoTime());
    private final Queue<Channel> listeners = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param maximum how many connections may be open; more are closed at once
     * @param firstRequestTime from accepting a connection to the head of its first request
     * @param usualRead how much is read from a connection before the others of its event loop have their turn, in bytes
     * @param proxied which ones are a proxy's that says for whom it opens them; that is part of the time, too
     */
    public ConnectionGate(int maximum, Duration firstRequestTime, int usualRead, HeaderDue proxied) {
        this.maximum = maximum;
        this.firstRequestTime = firstRequestTime;
        this.usualRead = usualRead;
        this.proxied = proxied;
    }

    /** How many connections are open now. */
    public int open() {
        return open.get();
    }

    /** Starts event loops, as many as there are processors, whose listeners all stand behind this gate. */
    public Vertx startEventLoops() {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
                .withTransport(new GatedTransport(this))
                .build();
    }

    /** Takes no more connections, on any listener; those that are open stay. Nobody listens any more when it returns. */
    public void close() {
        for (Channel listener = listeners.poll(); listener != null; listener = listeners.poll()) {
            listener.close().awaitUninterruptibly(CLOSING_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext listener) {
        listeners.add(listener.channel());
    }

    /** Sees each accepted connection, on the thread that accepts, before anybody reads from it. */
    @Override
    public void channelRead(ChannelHandlerContext listener, Object accepted) {
        Channel connection = (Channel) accepted;
        if (open.incrementAndGet() > maximum) {
            open.decrementAndGet();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        if (isProxied(connection)) {
            connection
                    .pipeline()
                    .addLast(new HAProxyMessageDecoder(MAX_PROXY_DETAILS), new ProxiedConnection(nextProxyWarning));
        }
        connection.pipeline().addLast(new FirstRequest(firstRequestTime, usualRead), new TlsRecords());
        listener.fireChannelRead(accepted);
    }

    private boolean isProxied(Channel connection) {
        return connection.localAddress() instanceof InetSocketAddress here
                && connection.remoteAddress() instanceof InetSocketAddress peer
                && proxied.on(here.getPort(), peer.getAddress());
    }
}
