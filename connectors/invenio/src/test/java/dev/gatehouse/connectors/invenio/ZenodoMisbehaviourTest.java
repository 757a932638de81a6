package dev.gatehouse.connectors.invenio;

import dev.gatehouse.repository.RepositoryDialect;

class ZenodoMisbehaviourTest extends MisbehaviourContract {
    ZenodoMisbehaviourTest() {
        super(RepositoryDialect.ZENODO);
    }
}
