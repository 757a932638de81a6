package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Metadata;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import dev.gatehouse.repository.RepositoryDialect;
import dev.gatehouse.repository.RepositorySimulator;
import java.time.Duration;

/** A repository of a dialect, and the connector's view of it. */
final class Repository implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(2);

    final RepositorySimulator simulator;
    final Vendor vendor;
    final Metadata projects;
    final Account maria;

    Repository(RepositoryDialect dialect) {
        this(RepositorySimulator.start(dialect), dialect);
    }

    Repository(RepositorySimulator simulator, RepositoryDialect dialect) {
        this.simulator = simulator;
        vendor = new Vendor(simulator.url(), PATIENCE);
        projects = switch (dialect) {
            case ZENODO -> new ZenodoProjects(vendor);
            case INVENIO_RDM -> new RdmProjects(vendor, PATIENCE);
        };
        maria = account("maria");
    }

    Account account(String user) {
        return new Account(user, new Credential.BearerToken(simulator.tokenOf(user)));
    }

    @Override
    public void close() {
        vendor.close();
        simulator.close();
    }
}
