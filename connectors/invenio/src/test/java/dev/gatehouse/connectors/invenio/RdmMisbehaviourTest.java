package dev.gatehouse.connectors.invenio;

import dev.gatehouse.repository.RepositoryDialect;

class RdmMisbehaviourTest extends MisbehaviourContract {
    RdmMisbehaviourTest() {
        super(RepositoryDialect.INVENIO_RDM);
    }
}
