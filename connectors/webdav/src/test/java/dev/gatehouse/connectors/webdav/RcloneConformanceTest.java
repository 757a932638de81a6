package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.conformance.FileStorageConformance;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The connector keeps what its interface promises, at a real server. */
class RcloneConformanceTest extends FileStorageConformance {
    @Override
    protected ConformanceSubject start() {
        return Conforming.at(Site.RCLONE);
    }

    @Test
    @Disabled("rclone ends a download early when the file is replaced meanwhile; the connector passes that on")
    @Override
    public void readersNeverSeeAMixtureWhileAFileIsReplaced() {}
}
