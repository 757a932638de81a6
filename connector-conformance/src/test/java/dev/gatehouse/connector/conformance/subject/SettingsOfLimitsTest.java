package dev.gatehouse.connector.conformance.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SettingsOfLimitsTest {
    private static final String STREAM_BYTES = "gatehouse.conformance.stream-bytes";

    @AfterEach
    void clear() {
        System.clearProperty(STREAM_BYTES);
    }

    @Test
    void largeFilesHave64MebibytesUnlessToldOtherwise() {
        assertThat(Limits.standard().streamBytes()).isEqualTo(64 * 1024 * 1024);
    }

    @Test
    void takesTheLengthOfLargeFilesFromAProperty() {
        System.setProperty(STREAM_BYTES, "5368709120");
        assertThat(Limits.standard().streamBytes()).isEqualTo(5L * 1024 * 1024 * 1024);
    }

    @Test
    void saysWhichPropertyIsNoNumber() {
        System.setProperty(STREAM_BYTES, "5 GB");
        assertThatThrownBy(Limits::standard).hasMessage(STREAM_BYTES + " is \"5 GB\", but a number is needed");
    }

    @Test
    void refusesLengthsThatNobodyCanMean() {
        assertThatThrownBy(() -> Limits.standard().streaming(0)).hasMessage("limits are positive");
    }
}
