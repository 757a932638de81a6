package dev.gatehouse.connector.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedContentTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8191, 8192, 8193, 65_535, 65_536, 65_537, 200_000})
    void isTheSameEachTimeAndOfItsLength(long length) {
        GeneratedContent content = new GeneratedContent(1, length);
        assertThat(content.bytes()).hasSize(Math.toIntExact(length)).isEqualTo(content.bytes());
        assertThatCode(() -> content.assertSameAs(content.stream())).doesNotThrowAnyException();
    }

    @Test
    void isAnotherForAnotherSeed() {
        assertThat(new GeneratedContent(1, 100).bytes()).isNotEqualTo(new GeneratedContent(2, 100).bytes());
    }

    @Test
    void saysWhichByteIsAnother() {
        GeneratedContent content = new GeneratedContent(1, 200_000);
        byte[] changed = content.bytes();
        changed[123_456]++;
        assertThatThrownBy(() -> content.assertSameAs(new ByteArrayInputStream(changed)))
                .hasMessageContaining("from byte 123456 of 200000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 199_999})
    void saysWhereAContentEndsEarly(int length) {
        GeneratedContent content = new GeneratedContent(1, 200_000);
        byte[] cut = Arrays.copyOf(content.bytes(), length);
        assertThatThrownBy(() -> content.assertSameAs(new ByteArrayInputStream(cut)))
                .hasMessageContaining("ends after " + length + " of 200000");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 100_000})
    void noticesWhatIsTooMuch(int length) {
        GeneratedContent content = new GeneratedContent(1, length);
        byte[] longer = Arrays.copyOf(content.bytes(), length + 1);
        assertThatThrownBy(() -> content.assertSameAs(new ByteArrayInputStream(longer)))
                .hasMessageContaining("comes after all " + length);
    }

    @Test
    void doesOnceWhatIsToBeDoneOnTheWay() {
        AtomicInteger count = new AtomicInteger();
        GeneratedContent content = new GeneratedContent(1, 200_000);
        assertThatCode(() -> content.assertSameAs(content.stream(100_000, count::incrementAndGet)))
                .doesNotThrowAnyException();
        assertThat(count).hasValue(1);
    }
}
