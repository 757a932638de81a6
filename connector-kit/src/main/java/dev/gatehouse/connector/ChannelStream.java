package dev.gatehouse.connector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** A channel for those who read streams, and still one for those who know better. Used by one thread. */
final class ChannelStream extends FilterInputStream implements ReadableByteChannel {
    private final ReadableByteChannel channel;

    ChannelStream(ReadableByteChannel channel) {
        super(Channels.newInputStream(channel));
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }
}
