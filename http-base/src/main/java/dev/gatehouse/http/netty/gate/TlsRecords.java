package dev.gatehouse.http.netty.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a TLS connection with more records than anybody needs that hold nothing for HTTP: renewed keys, repeated
 * handshakes, empty records. Each costs much to work out, and may have to be answered. Used by one event loop.
 */
final class TlsRecords extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TlsRecords.class);

    /** A handshake takes up to six; keys are worth renewing after millions of records. */
    private static final int FREE = 16;

    private static final int USEFUL_FOR_EACH_MORE = 8;

    /** RFC 8446 section 5.1; the last two bytes are the length of what follows. */
    private static final int HEADER = 5;

    private int headerBytes;
    private int length;
    private int missing;
    private long records;
    private long useful;
    private boolean begun;

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (!begun && !begin(connection)) {
            connection.fireChannelRead(message);
            return;
        }
        count((ByteBuf) message);
        connection.fireChannelRead(message);
        if (records - useful > FREE + useful / USEFUL_FOR_EACH_MORE) {
            LOG.debug("a connection was closed because of TLS records that hold nothing");
            connection.close();
        }
    }

    /** Whether there are such records. */
    private boolean begin(ChannelHandlerContext connection) {
        begun = true;
        ChannelHandlerContext tls = connection.pipeline().context(SslHandler.class);
        if (tls == null) {
            connection.pipeline().remove(this);
            return false;
        }
        connection.pipeline().addAfter(tls.name(), null, new Useful());
        return true;
    }

    /** Looks at headers alone. */
    private void count(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (missing > 0) {
                int passed = Math.min(missing, bytes.writerIndex() - at);
                missing -= passed;
                at += passed;
            } else {
                headerByte(bytes.getUnsignedByte(at++));
            }
        }
    }

    private void headerByte(int next) {
        length = (length << 8 | next) & 0xFFFF;
        if (++headerBytes == HEADER) {
            headerBytes = 0;
            missing = length;
            records++;
        }
    }

    /** Sees what records hold. */
    private final class Useful extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext connection, Object message) {
            useful++;
            connection.fireChannelRead(message);
        }
    }
}
