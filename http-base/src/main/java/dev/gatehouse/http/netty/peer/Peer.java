package dev.gatehouse.http.netty.peer;

import java.util.concurrent.TimeUnit;

/** A connection, and what is kept for it. Once it is gone, nothing more is counted. Thread-safe. */
public final class Peer {
    /** An open request with a small answer, in bytes. */
    public static final int REQUEST = 16 * 1024;

    /** The largest small answer, in bytes. */
    public static final int SMALL = 16 * 1024;

    /** How much of an answer over HTTP/1.1 is with the transport at a time, in bytes. */
    public static final int PART = 64 * 1024;

    private final PeerMemory memory;
    private final PeerMemory.Address address;
    private final Runnable cut;
    private long held;
    private int waiting;
    private long since;
    private boolean leaving;
    private boolean gone;

    Peer(PeerMemory memory, PeerMemory.Address address, Runnable cut) {
        this.memory = memory;
        this.address = address;
        this.cut = cut;
    }

    PeerMemory.Address address() {
        return address;
    }

    /** Counts bytes that are kept from now on; this or other connections may be cut off for them. */
    public void take(long bytes) {
        synchronized (this) {
            if (gone) {
                return;
            }
            count(bytes);
        }
        memory.relieve(address);
    }

    private void count(long bytes) {
        held += bytes;
        memory.count(address, bytes);
        if (leaving) {
            memory.countLeaving(address, bytes);
        }
    }

    /** They are kept no longer. */
    public synchronized void giveBack(long bytes) {
        if (!gone) {
            count(-bytes);
            since = memory.now();
        }
    }

    /**
     * Counts an answer's body, to be given to {@link #giveBackBody}. One that several wait for, such as a file of ours,
     * counts once.
     *
     * @return how much was counted
     */
    public long takeBody(byte[] body) {
        if (body.length <= SMALL) {
            return 0;
        }
        long counted = PART + (memory.isFirst(body) ? body.length : 0);
        take(counted);
        return counted;
    }

    /** @param counted what {@link #takeBody} said */
    public void giveBackBody(byte[] body, long counted) {
        if (body.length > SMALL) {
            memory.forget(body);
            giveBack(counted);
        }
    }

    /** From now on something is waited for that the client has to send or to take. Said once for each such thing. */
    public synchronized void waits() {
        if (waiting++ == 0) {
            since = memory.now();
        }
    }

    /** One thing less is waited for. */
    public synchronized void waitsNoLonger() {
        waiting--;
        since = memory.now();
    }

    /** It sent or took something of what is waited for. */
    public synchronized void progressed() {
        since = memory.now();
    }

    /** Whether another request can be kept for this connection. */
    public boolean hasRoom() {
        long now;
        synchronized (this) {
            now = held;
        }
        return memory.hasRoom(address, now);
    }

    /** What is kept, times how long it has been waited for without progress. */
    synchronized long burden(long now) {
        return gone || leaving || waiting == 0 ? 0 : held * Math.max(1, TimeUnit.NANOSECONDS.toMicros(now - since));
    }

    /** Ends the connection; what is kept for it counts until it is closed. */
    void cut() {
        synchronized (this) {
            if (gone || leaving) {
                return;
            }
            leaving = true;
            memory.countLeaving(address, held);
        }
        cut.run();
    }

    /** The connection is closed. May be said more than once. */
    public void gone() {
        synchronized (this) {
            if (gone) {
                return;
            }
            count(-held);
            gone = true;
        }
        memory.left(this);
    }
}
