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
    private TestedConnector tested;
    private MetadataClient projects;

    /** Starts the connector; it is closed after the last test. */
    protected abstract ConformanceSubject start() throws Exception;

    @BeforeAll
    final void startConnector() throws Exception {
        tested = TestedConnector.of(start());
        projects = new MetadataClient(tested.client(), tested.subject());
    }

    @AfterAll
    final void stopConnector() {
        TestedConnector stopped = tested;
        try (stopped) {
            if (projects != null) {
                projects.removeAll();
            }
        }
    }

    @Override
    public final ConformanceSubject subject() {
        return tested.subject();
    }

    @Override
    public final ConnectorClient connector() {
        return tested.client();
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
