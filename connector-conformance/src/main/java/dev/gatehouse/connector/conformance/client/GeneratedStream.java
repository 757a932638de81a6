package dev.gatehouse.connector.conformance.client;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** The bytes of {@link GeneratedContent}, a block at a time. Not for several threads. */
final class GeneratedStream extends InputStream {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 1 << 13;

    private final byte[] block = new byte[BLOCK];
    private final long seed;
    private final long length;
    private final long pause;
    private final Runnable meanwhile;
    private long position;
    private boolean paused;

    GeneratedStream(long seed, long length, long pause, Runnable meanwhile) {
        this.seed = seed;
        this.length = length;
        this.pause = pause;
        this.meanwhile = meanwhile;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, buffer.length);
        if (count == 0) {
            return 0;
        }
        if (!paused && position >= pause) {
            paused = true;
            meanwhile.run();
        }
        if (position >= length) {
            return -1;
        }
        int within = (int) (position % BLOCK);
        if (within == 0) {
            generate(position / BLOCK);
        }
        int read = (int) Math.min(Math.min(count, BLOCK - within), length - position);
        System.arraycopy(block, within, buffer, offset, read);
        position += read;
        return read;
    }

    private void generate(long number) {
        for (int at = 0; at < BLOCK; at += Long.BYTES) {
            WORDS.set(block, at, mixed(seed * 31 + number * BLOCK + at));
        }
    }

    /** The finalizer of SplitMix64: neighbouring numbers become unlike ones. */
    private static long mixed(long number) {
        long mixed = number * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
