package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.conformance.MetadataConformance;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.repository.RepositoryDialect;

class RdmConformanceTest extends MetadataConformance {
    @Override
    protected ConformanceSubject start() {
        return new ConformingConnector(RepositoryDialect.INVENIO_RDM);
    }
}
