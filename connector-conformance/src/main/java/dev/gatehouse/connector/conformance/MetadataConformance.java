package dev.gatehouse.connector.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Every promise of the interface {@code metadata}, as tests of a running connector; used as {@link
 * FileStorageConformance} is. Projects that the tests publish stay at the third party: use a sandbox, or see {@link
 * ConformanceSubject#mayPublish}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MetadataConformance
        implements ProjectPromises,
                PublishPromises,
                ProjectFilePromises,
                RequestPromises,
                AccountPromises,
                VendorPromises,
                OperationPromises {
    private ConformanceSubject subject;
    private ConnectorClient connector;
    private MetadataClient projects;

    /** Starts the connector; it is closed after the last test. */
    protected abstract ConformanceSubject start() throws Exception;

    @BeforeAll
    final void startConnector() throws Exception {
        subject = start();
        connector = new ConnectorClient(subject);
        projects = new MetadataClient(connector, subject);
    }

    @AfterAll
    final void stopConnector() {
        try {
            if (projects != null) {
                projects.removeAll();
            }
        } finally {
            if (connector != null) {
                connector.close();
            }
            if (subject != null) {
                subject.close();
            }
        }
    }

    @Override
    public final ConformanceSubject subject() {
        return subject;
    }

    @Override
    public final ConnectorClient connector() {
        return connector;
    }

    @Override
    public final MetadataClient projects() {
        return projects;
    }

    @Override
    public final Call harmless() {
        return Call.of("GET", MetadataClient.PROJECTS);
    }

    @Override
    public final Arguments harmlessArguments() {
        return Arguments.none();
    }
}
