package dev.gatehouse.http.netty.gate;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Behind the decoder of the PROXY protocol: takes the header from the start of a connection, and closes the connection where
 * there is none, as nobody could tell whose it is. Used by one event loop.
 */
final class ProxiedConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final long WARNING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong nextWarning;

    /** @param nextWarning shared by all, so that a proxy that is set up otherwise does not fill the log */
    ProxiedConnection(AtomicLong nextWarning) {
        this.nextWarning = nextWarning;
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (message instanceof HAProxyMessage header) {
            try {
                ProxyHeader.of(header).holdsFor(connection.channel());
            } finally {
                header.release();
            }
            connection.pipeline().remove(this);
        } else {
            connection.fireChannelRead(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable failure) {
        warn(connection, failure);
        connection.close();
    }

    private void warn(ChannelHandlerContext connection, Throwable failure) {
        long now = System.nanoTime();
        long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_NANOS)) {
            LOG.warn(
                    "a connection from {} was closed because it has no header of the PROXY protocol: {}",
                    connection.channel().remoteAddress(),
                    failure.getMessage());
        }
    }
}
