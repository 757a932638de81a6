package dev.gatehouse.http.netty.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a {@link ProxyHeader} from the start of a connection before anybody else sees a byte, and closes the connection
 * where there is none: nobody could tell whose it is. Used by one event loop.
 */
final class ProxiedConnection extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final long WARNING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong nextWarning;

    /** @param nextWarning shared by all, so that a proxy that is set up otherwise does not fill the log */
    ProxiedConnection(AtomicLong nextWarning) {
        this.nextWarning = nextWarning;
    }

    @Override
    protected void decode(ChannelHandlerContext connection, ByteBuf bytes, List<Object> messages) {
        try {
            ProxyHeader header = ProxyHeader.read(bytes);
            if (header != null) {
                bytes.skipBytes(header.length());
                header.holdsFor(connection.channel());
                connection.pipeline().remove(this);
            }
        } catch (ProxyHeader.Unreadable unreadable) {
            warn(connection, unreadable);
            bytes.skipBytes(bytes.readableBytes());
            connection.close();
        }
    }

    private void warn(ChannelHandlerContext connection, ProxyHeader.Unreadable unreadable) {
        long now = System.nanoTime();
        long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_NANOS)) {
            LOG.warn(
                    "a connection from {} was closed because it has no header of the PROXY protocol: {}",
                    connection.channel().remoteAddress(),
                    unreadable.getMessage());
        }
    }
}
