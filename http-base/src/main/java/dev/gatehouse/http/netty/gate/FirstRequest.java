package dev.gatehouse.http.netty.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection that does not come to its first request in time, and makes that request ignore any Upgrade field.
 *
 * <p>A server may ignore Upgrade (RFC 9110 section 7.8), and upgrading to HTTP/2 is deprecated (RFC 9113 section 3.1):
 * proxies that pass it on give their clients a tunnel around the proxy's own rules, and the HTTP server loses the memory
 * of a body that follows an upgrade it refused. HTTP/2 without TLS begins with its preface instead. Used by one event
 * loop.
 */
public final class FirstRequest extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRequest.class);
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Duration time;
    private final int usualRead;
    private java.util.concurrent.@Nullable Future<?> deadline;
    private int prefaceBytes;
    private boolean protocolKnown;

    FirstRequest(Duration time, int usualRead) {
        this.time = time;
        this.usualRead = usualRead;
    }

    /** The HTTP server has this connection's first request. */
    public static void arrived(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        if (pipeline.get(FirstRequest.class) != null) {
            pipeline.remove(FirstRequest.class);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext connection) {
        connection.channel().config().setRecvByteBufAllocator(new Bites(usualRead));
        deadline = connection.executor().schedule(() -> connection.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext connection) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (protocolKnown || connection.pipeline().get(SslHandler.class) != null) {
            connection.fireChannelRead(message);
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        int same = commonPrefix(bytes);
        prefaceBytes += same;
        protocolKnown = prefaceBytes == PREFACE.length || same < bytes.readableBytes();
        if (prefaceBytes < PREFACE.length && protocolKnown) {
            // The first byte that is not of the preface makes the HTTP server choose HTTP/1 and set up its decoder.
            connection.fireChannelRead(bytes.readRetainedSlice(same + 1));
            String decoder =
                    connection.pipeline().context(HttpRequestDecoder.class).name();
            connection.pipeline().addAfter(decoder, null, new UpgradeIgnored());
        }
        connection.fireChannelRead(bytes);
    }

    private int commonPrefix(ByteBuf bytes) {
        int most = Math.min(bytes.readableBytes(), PREFACE.length - prefaceBytes);
        int same = 0;
        while (same < most && bytes.getByte(bytes.readerIndex() + same) == PREFACE[prefaceBytes + same]) {
            same++;
        }
        return same;
    }

    /** Clients that reset a connection are not worth more than a line for the curious. */
    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable failure) {
        LOG.debug("a connection ended: {}", failure.toString());
        connection.close();
    }

    /** Sees the first request only, as later ones cannot upgrade. */
    private static final class UpgradeIgnored extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext connection, Object message) {
            if (message instanceof HttpRequest request) {
                request.headers().remove(HttpHeaderNames.UPGRADE);
                connection.fireChannelRead(message);
                connection.pipeline().remove(this);
                return;
            }
            connection.fireChannelRead(message);
        }
    }
}
