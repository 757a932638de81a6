package dev.gatehouse.http.netty.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeerMemoryTest {
    private static final int MOST = 64 * Peer.REQUEST;
    private static final int OF_AN_ADDRESS = MOST / 2;

    private final AtomicLong nanos = new AtomicLong();
    private final PeerMemory memory = new PeerMemory(MOST, nanos::get);
    private final List<String> cut = new ArrayList<>();

    /** One whose connection is closed as soon as it is cut off. */
    private Peer peer(String name, String address) {
        AtomicReference<Peer> self = new AtomicReference<>();
        self.set(memory.connected(address, () -> {
            cut.add(name);
            self.get().gone();
        }));
        return self.get();
    }

    @Test
    void s28_whatIsCutOffCountsUntilItIsClosed() {
        Peer slow = memory.connected("1.1.1.1", () -> cut.add("slow"));
        slow.take(OF_AN_ADDRESS);
        slow.waits();
        peer("large", "2.2.2.2").take(OF_AN_ADDRESS);
        Peer next = peer("next", "3.3.3.3");
        next.take(1);
        next.take(1);

        assertThat(cut).as("one is enough, once it is closed").containsExactly("slow");
        assertThat(memory.held()).isEqualTo(MOST + 2);
        assertThat(next.hasRoom()).isFalse();
        slow.giveBack(Peer.REQUEST);
        slow.gone();
        assertThat(memory.held()).isEqualTo(OF_AN_ADDRESS + 2);
        assertThat(next.hasRoom()).isTrue();
    }

    @Test
    void whatIsGivenBackIsNotCounted() {
        Peer peer = peer("a", "1.1.1.1");
        peer.take(1000);
        assertThat(memory.held()).isEqualTo(1000);
        peer.giveBack(400);
        assertThat(memory.held()).isEqualTo(600);

        peer.gone();
        peer.giveBack(600);
        peer.take(5);
        peer.gone();
        assertThat(memory.held()).isZero();
    }

    @Test
    void s28_whoHoldsMostAndDoesNotReadIsCutOff() {
        Peer reading = peer("reading", "1.1.1.1");
        Peer small = peer("small", "2.2.2.2");
        Peer large = peer("large", "3.3.3.3");
        reading.take(OF_AN_ADDRESS);
        small.take(MOST / 8);
        small.waits();
        large.take(MOST / 4);
        large.waits();
        assertThat(cut).isEmpty();

        peer("next", "4.4.4.4").take(MOST / 4);

        assertThat(cut).containsExactly("large");
        assertThat(memory.cutOff()).isEqualTo(1);
        assertThat(memory.held()).isEqualTo(MOST * 7L / 8);
    }

    @Test
    void s28_anAddressHasHalf() {
        Peer other = peer("other", "2.2.2.2");
        other.take(OF_AN_ADDRESS);
        other.waits();
        for (int i = 0; i < 10; i++) {
            Peer peer = peer("peer " + i, "1.1.1.1");
            peer.waits();
            peer.take(OF_AN_ADDRESS / 8);
        }

        assertThat(cut).hasSizeGreaterThanOrEqualTo(2).doesNotContain("other");
        assertThat(memory.held()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void s28_addressesOfOneNetworkHaveHalfTogether() {
        for (int i = 0; i < 10; i++) {
            Peer peer = peer("peer " + i, "2001:db8:0:1::" + (i + 1));
            peer.waits();
            peer.take(OF_AN_ADDRESS / 8);
        }

        assertThat(cut).isNotEmpty();
        assertThat(memory.held()).isLessThanOrEqualTo(OF_AN_ADDRESS);
    }

    @Test
    void whoMakesProgressIsCutOffAfterWhoDoesNot() {
        Peer taking = peer("taking", "1.1.1.1");
        Peer still = peer("still", "2.2.2.2");
        taking.waits();
        taking.take(MOST / 2);
        still.waits();
        still.take(MOST / 2);
        nanos.addAndGet(1_000_000);
        taking.progressed();

        peer("next", "3.3.3.3").take(1);

        assertThat(cut).containsExactly("still");
    }

    @Test
    void s28_whoHasRequestsOpenGetsNoMoreWithoutRoom() {
        Peer waiting = peer("waiting", "1.1.1.1");
        waiting.take(MOST / 4);
        assertThat(waiting.hasRoom()).isTrue();
        waiting.take(1);
        assertThat(waiting.hasRoom()).isFalse();

        peer("busy", "2.2.2.2").take(OF_AN_ADDRESS + 1);
        Peer another = peer("another", "2.2.2.2");
        assertThat(another.hasRoom()).as("it has nothing open").isTrue();
        another.take(Peer.REQUEST);
        assertThat(another.hasRoom()).isFalse();
    }

    @Test
    void aBodyThatManyWaitForCountsOnce() {
        byte[] file = new byte[3 * Peer.SMALL];
        List<Peer> peers = IntStream.range(0, 4)
                .mapToObj(each -> peer("peer " + each, "1.1.1.1"))
                .toList();
        List<Long> counted = peers.stream().map(peer -> peer.takeBody(file)).toList();
        assertThat(memory.held()).isEqualTo(file.length + 4L * Peer.PART);

        IntStream.range(0, 4).forEach(each -> peers.get(each).giveBackBody(file, counted.get(each)));
        assertThat(memory.held()).isZero();
        assertThat(peers.getFirst().takeBody(file)).isEqualTo(file.length + (long) Peer.PART);
    }
}
