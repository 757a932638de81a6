package dev.gatehouse.connector.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    @Test
    void s22_givesSoManyBuffersAndNoMore() {
        BufferPool pool = new BufferPool(2);
        ByteBuffer first = pool.take().orElseThrow();
        pool.take().orElseThrow();

        assertThat(pool.take()).isEmpty();
        assertThat(pool.take()).isEmpty();

        first.put((byte) 1);
        pool.giveBack(first);
        assertThat(pool.idle()).isOne();
        assertThat(pool.take().orElseThrow())
                .isSameAs(first)
                .satisfies(buffer -> assertThat(buffer.position()).isZero());
        assertThat(pool.take()).isEmpty();
    }
}
