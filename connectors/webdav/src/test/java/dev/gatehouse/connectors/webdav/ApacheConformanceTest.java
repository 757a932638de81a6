package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.conformance.FileStorageConformance;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;

/** The connector keeps what its interface promises, at a real server. */
class ApacheConformanceTest extends FileStorageConformance {
    @Override
    protected ConformanceSubject start() {
        return Conforming.at(Site.APACHE_WITH_PASSWORD);
    }
}
