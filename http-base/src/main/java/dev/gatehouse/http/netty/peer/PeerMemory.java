package dev.gatehouse.http.netty.peer;

import dev.gatehouse.api.IpAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What a process keeps because its clients have not sent or taken it yet: requests that are not over, bodies on their way
 * in, answers on their way out. Counted in bytes, for each connection, for each address, and in all. Where it becomes too
 * much, those connections are cut off that hold most and have longest neither sent nor taken anything. What they hold counts
 * until they are closed, which a busy event loop does later: there is no room for more before. Thread-safe; one for all
 * listeners.
 */
public final class PeerMemory {
    private static final int ADDRESS_SHARE = 2;
    private static final int CONNECTION_SHARE = 4;

    /** How far below a bound it is brought, so that not every request has to cut somebody off. */
    private static final int MARGIN = 8;

    /** Nobody to cut off was found, and is not looked for with every request. */
    private static final long AFTER_FRUITLESS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final long most;
    private final long relieved;
    private final Held held = new Held();
    private final LongAdder cutOff = new LongAdder();
    private final Map<String, Address> addresses = new ConcurrentHashMap<>();
    private final Map<byte[], Integer> bodies = new ConcurrentHashMap<>();
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    private final Lock relief = new ReentrantLock();
    private final LongSupplier nanoTime;
    private volatile long nextRelief;

    /** An address with connections. */
    final class Address {
        private final String name;
        private final Held held = new Held();
        private int connections;

        private Address(String name) {
            this.name = name;
        }

        private Address joined() {
            connections++;
            return this;
        }

        private boolean isOver(long bound) {
            return held.isOver(bound / ADDRESS_SHARE);
        }

        private boolean willBeOver(long bound) {
            return held.willBeOver(bound / ADDRESS_SHARE);
        }
    }

    /** How much is held, and how much of that by connections that are cut off but not closed yet. */
    private static final class Held {
        private final AtomicLong all = new AtomicLong();
        private final AtomicLong leaving = new AtomicLong();

        private boolean isOver(long bound) {
            return all.get() > bound;
        }

        /** Once all are closed that are cut off. */
        private boolean willBeOver(long bound) {
            return all.get() - leaving.get() > bound;
        }
    }

    /**
     * @param most in bytes, for all together; half of it for one address, a quarter for one connection
     * @param nanoTime the time in nanoseconds, as {@link System#nanoTime} tells it
     */
    public PeerMemory(long most, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.nextRelief = nanoTime.getAsLong();
        this.most = most;
        this.relieved = most - most / MARGIN;
    }

    /** How much is kept now, in bytes. */
    public long held() {
        return held.all.get();
    }

    /** How many connections were cut off so far. */
    public long cutOff() {
        return cutOff.sum();
    }

    /**
     * A new connection.
     *
     * @param cut ends it at once; called by any thread
     */
    public Peer connected(String address, Runnable cut) {
        Address joined = addresses.compute(
                IpAddress.network(address), (name, known) -> (known == null ? new Address(name) : known).joined());
        Peer peer = new Peer(this, joined, cut);
        peers.add(peer);
        return peer;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void left(Peer peer) {
        if (peers.remove(peer)) {
            addresses.computeIfPresent(
                    peer.address().name, (name, address) -> --address.connections == 0 ? null : address);
        }
    }

    void count(Address address, long bytes) {
        held.all.addAndGet(bytes);
        address.held.all.addAndGet(bytes);
    }

    /** Counts what goes with connections that are cut off. */
    void countLeaving(Address address, long bytes) {
        held.leaving.addAndGet(bytes);
        address.held.leaving.addAndGet(bytes);
    }

    /** Whether nobody else waits for this very body now. */
    boolean isFirst(byte[] body) {
        return bodies.merge(body, 1, Integer::sum) == 1;
    }

    void forget(byte[] body) {
        bodies.computeIfPresent(body, (same, waiting) -> waiting == 1 ? null : waiting - 1);
    }

    /** Whoever has nothing open is not made to answer for others. */
    boolean hasRoom(Address address, long ofConnection) {
        return ofConnection == 0
                || (!held.isOver(most) && !address.isOver(most) && ofConnection <= most / CONNECTION_SHARE);
    }

    /** Cuts off whom it takes to stay within the bounds. */
    void relieve(Address address) {
        if (!held.willBeOver(most) && !address.willBeOver(most)) {
            return;
        }
        if (now() - nextRelief < 0 || !relief.tryLock()) {
            return;
        }
        try {
            cut(peer -> peer.address() == address, () -> address.willBeOver(relieved), address.willBeOver(most));
            cut(peer -> true, () -> held.willBeOver(relieved), held.willBeOver(most));
            if (held.willBeOver(most) || address.willBeOver(most)) {
                nextRelief = now() + AFTER_FRUITLESS_NANOS;
            }
        } finally {
            relief.unlock();
        }
    }

    private void cut(Predicate<Peer> among, BooleanSupplier stillTooMuch, boolean needed) {
        if (!needed) {
            return;
        }
        long now = now();
        List<Burden> burdens = peers.stream()
                .filter(among)
                .map(peer -> new Burden(peer, peer.burden(now)))
                .filter(burden -> burden.weight() > 0)
                .sorted(Comparator.comparingLong(Burden::weight).reversed())
                .toList();
        for (Burden burden : burdens) {
            if (!stillTooMuch.getAsBoolean()) {
                return;
            }
            cutOff.increment();
            burden.peer().cut();
        }
    }

    /** How much a connection weighs at one moment. */
    private record Burden(Peer peer, long weight) {}
}
