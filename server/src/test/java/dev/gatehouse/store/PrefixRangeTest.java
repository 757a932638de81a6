package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** A prefix as a range of keys that sort by code point. */
class PrefixRangeTest {
    private static boolean contains(PrefixRange range, String key) {
        return compare(range.from(), key) <= 0 && (range.below() == null || compare(key, range.below()) < 0);
    }

    private static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property
    void holdsExactlyTheKeysThatStartWithThePrefix(
            @ForAll @StringLength(max = 4) String prefix, @ForAll @StringLength(max = 8) String key) {
        String start = wellFormed(prefix);
        String other = wellFormed(key);

        assertThat(contains(PrefixRange.of(start), start + other)).isTrue();
        assertThat(contains(PrefixRange.of(start), other)).isEqualTo(other.startsWith(start));
    }

    @Test
    void endsWhereTheLastCharacterHasNoSuccessor() {
        String last = Character.toString(Character.MAX_CODE_POINT);

        assertThat(PrefixRange.of("a" + last)).isEqualTo(new PrefixRange("a" + last, "b"));
        assertThat(PrefixRange.of(last)).isEqualTo(new PrefixRange(last, null));
        assertThat(PrefixRange.of("\uD7FF").below()).isEqualTo("\uE000");
        assertThat(PrefixRange.of(null)).isEqualTo(new PrefixRange("", null));
    }
}
