package dev.gatehouse.connector.conformance.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SettingsOfLimitsTest {
    private static final String STREAM_BYTES = "gatehouse.conformance.stream-bytes";
    private static final String PROFILE = "gatehouse.conformance.profile";

    private final String profileOfThisRun = System.getProperty(PROFILE, "");

    @BeforeEach
    @AfterEach
    void clear() {
        System.clearProperty(STREAM_BYTES);
        System.setProperty(PROFILE, profileOfThisRun);
    }

    @Test
    void aDevelopersRunAsksForWhatTellsFaultsApartAndNoMore() {
        System.setProperty(PROFILE, "");
        Limits fast = Limits.standard();
        assertThat(fast.streamBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(fast.folderEntries()).isEqualTo(1_500);
        System.setProperty(PROFILE, "fast");
        assertThat(Limits.standard()).isEqualTo(fast);
    }

    @Test
    void theFullProfileAsksForLargeFolders() {
        System.setProperty(PROFILE, " Full ");
        assertThat(Limits.standard().folderEntries()).isEqualTo(10_000);
    }

    @Test
    void saysWhichProfilesThereAre() {
        System.setProperty(PROFILE, "slow");
        assertThatThrownBy(Limits::standard).hasMessage("there is no profile \"slow\", but fast and full");
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
