package dev.gatehouse.connectors.invenio;

import dev.gatehouse.repository.RepositoryDialect;

class RdmProjectsTest extends ProjectsContract {
    RdmProjectsTest() {
        super(RepositoryDialect.INVENIO_RDM);
    }
}
