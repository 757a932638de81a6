package dev.gatehouse.http.netty;

import static io.netty.handler.codec.http2.Http2CodecUtil.DEFAULT_HEADER_TABLE_SIZE;
import static io.netty.handler.codec.http2.Http2Error.ENHANCE_YOUR_CALM;
import static io.netty.handler.codec.http2.Http2Error.REFUSED_STREAM;
import static io.netty.handler.codec.http2.Http2Exception.connectionError;
import static io.netty.handler.codec.http2.Http2Exception.streamError;

import dev.gatehouse.http.netty.gate.Bites;
import dev.gatehouse.http.netty.peer.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * Ends an HTTP/2 connection with more frames than anybody needs that are neither requests nor bodies, gives back little
 * memory to those who ask for much, and does not read from those who do not. Resets, continuations and empty frames have
 * limits in Netty. Used by one event loop.
 */
final class Http2Limits extends Http2FrameListenerDecorator {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Of those that have to be answered, or lead to nothing. */
    private static final int MAX_CONTROL_FRAMES = 1_000;

    /** Of those that go with bodies and answers. */
    private static final int MAX_SMALL_FRAMES = 10_000;

    private static final int SMALL_BYTES = 64;

    private final Http2ConnectionEncoder encoder;
    private final Peer peer;
    private final Bites bites;
    private int lastStream;
    private long periodSince = System.nanoTime();
    private int controlFrames;
    private int smallFrames;

    private Http2Limits(Http2FrameListener next, Http2ConnectionEncoder encoder, Peer peer, Bites bites) {
        super(next);
        this.encoder = encoder;
        this.peer = peer;
        this.bites = bites;
    }

    /** Limits a connection from now on, if it speaks HTTP/2. */
    static void on(HttpConnection connection, Peer peer) {
        ChannelHandlerContext http = ((ConnectionBase) connection).channelHandlerContext();
        if (http.handler() instanceof Http2ConnectionHandler codec) {
            Http2Limits limits =
                    new Http2Limits(codec.decoder().frameListener(), codec.encoder(), peer, Bites.of(connection));
            codec.decoder().frameListener(limits);
            http.pipeline().addBefore(http.name(), null, new ReadWhileWritable());
            limits.boundHeaderTable();
        }
    }

    /** Each connection's table of header fields grows as large as its client says. */
    private void boundHeaderTable() {
        try {
            long asked = encoder.configuration().headersConfiguration().maxHeaderTableSize();
            if (asked > DEFAULT_HEADER_TABLE_SIZE) {
                encoder.configuration().headersConfiguration().maxHeaderTableSize(DEFAULT_HEADER_TABLE_SIZE);
            }
        } catch (Http2Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext http, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        refuseWithoutRoom(stream);
        super.onHeadersRead(http, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext http,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        refuseWithoutRoom(stream);
        super.onHeadersRead(http, stream, headers, dependency, weight, exclusive, padding, end);
    }

    /** At hardly any cost: the client may send the request again elsewhere (RFC 9113 section 8.7). */
    private void refuseWithoutRoom(int stream) throws Http2Exception {
        if (stream <= lastStream) {
            return;
        }
        lastStream = stream;
        bites.request();
        if (!peer.hasRoom()) {
            throw streamError(stream, REFUSED_STREAM, "no room for it");
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext http, Http2Settings settings) throws Http2Exception {
        controlFrame();
        boundHeaderTable();
        super.onSettingsRead(http, settings);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext http) throws Http2Exception {
        controlFrame();
        super.onSettingsAckRead(http);
    }

    @Override
    public void onPingRead(ChannelHandlerContext http, long data) throws Http2Exception {
        controlFrame();
        super.onPingRead(http, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext http, long data) throws Http2Exception {
        controlFrame();
        super.onPingAckRead(http, data);
    }

    @Override
    public void onPriorityRead(ChannelHandlerContext http, int stream, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        controlFrame();
        super.onPriorityRead(http, stream, dependency, weight, exclusive);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext http, byte type, int stream, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        controlFrame();
        super.onUnknownFrame(http, type, stream, flags, payload);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext http, int stream, int increment) throws Http2Exception {
        smallFrame();
        super.onWindowUpdateRead(http, stream, increment);
    }

    @Override
    public int onDataRead(ChannelHandlerContext http, int stream, ByteBuf data, int padding, boolean end)
            throws Http2Exception {
        if (data.readableBytes() < SMALL_BYTES) {
            smallFrame();
        }
        return super.onDataRead(http, stream, data, padding, end);
    }

    private void controlFrame() throws Http2Exception {
        newPeriod();
        if (++controlFrames > MAX_CONTROL_FRAMES) {
            throw connectionError(ENHANCE_YOUR_CALM, "too many control frames");
        }
    }

    private void smallFrame() throws Http2Exception {
        newPeriod();
        if (++smallFrames > MAX_SMALL_FRAMES) {
            throw connectionError(ENHANCE_YOUR_CALM, "too many small frames");
        }
    }

    private void newPeriod() {
        long now = System.nanoTime();
        if (now - periodSince > PERIOD_NANOS) {
            periodSince = now;
            controlFrames = 0;
            smallFrames = 0;
        }
    }

    /** Whoever does not take what was written for it is not listened to: each frame may have to be answered. */
    private static final class ReadWhileWritable extends ChannelInboundHandlerAdapter {
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext connection) {
            connection.channel().config().setAutoRead(connection.channel().isWritable());
            connection.fireChannelWritabilityChanged();
        }
    }
}
