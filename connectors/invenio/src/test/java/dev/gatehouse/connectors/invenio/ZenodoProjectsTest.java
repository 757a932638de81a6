package dev.gatehouse.connectors.invenio;

import dev.gatehouse.repository.RepositoryDialect;

class ZenodoProjectsTest extends ProjectsContract {
    ZenodoProjectsTest() {
        super(RepositoryDialect.ZENODO);
    }
}
