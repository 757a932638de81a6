package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.ConnectorClient;
import dev.gatehouse.connector.conformance.client.MetadataClient;
import dev.gatehouse.connector.conformance.client.TestedConnector;
import dev.gatehouse.connector.conformance.promise.AccountPromises;
import dev.gatehouse.connector.conformance.promise.OperationPromises;
import dev.gatehouse.connector.conformance.promise.ProjectFilePromises;
import dev.gatehouse.connector.conformance.promise.ProjectPromises;
import dev.gatehouse.connector.conformance.promise.PublishPromises;
import dev.gatehouse.connector.conformance.promise.RequestPromises;
import dev.gatehouse.connector.conformance.promise.VendorPromises;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
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
    public final ConnectorCall harmless() {
        return ConnectorCall.of("GET", MetadataClient.PROJECTS);
    }

    @Override
    public final CallArguments harmlessArguments() {
        return CallArguments.none();
    }
}
