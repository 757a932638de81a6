package dev.gatehouse.connector.conformance;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.ConnectorClient;
import dev.gatehouse.connector.conformance.client.StorageClient;
import dev.gatehouse.connector.conformance.client.TestedConnector;
import dev.gatehouse.connector.conformance.promise.AccountPromises;
import dev.gatehouse.connector.conformance.promise.ConcurrencyPromises;
import dev.gatehouse.connector.conformance.promise.ContentPromises;
import dev.gatehouse.connector.conformance.promise.FolderPromises;
import dev.gatehouse.connector.conformance.promise.MemoryPromises;
import dev.gatehouse.connector.conformance.promise.NamePromises;
import dev.gatehouse.connector.conformance.promise.OperationPromises;
import dev.gatehouse.connector.conformance.promise.PathPromises;
import dev.gatehouse.connector.conformance.promise.RequestPromises;
import dev.gatehouse.connector.conformance.promise.StorageRequestPromises;
import dev.gatehouse.connector.conformance.promise.StorageVendorPromises;
import dev.gatehouse.connector.conformance.promise.TransferPromises;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Every promise of the interface {@code fileStorage}, as tests of a running connector. Extend it, and say in {@link #start}
 * how to start yours:
 *
 * {@snippet lang = "java" :
 * class MyConnectorTest extends FileStorageConformance {
 *     @Override
 *     protected ConformanceSubject start() {
 *         return new MyRunningConnector();
 *     }
 * }
 * }
 *
 * <p>A promise that yours cannot keep is overridden and {@code @Disabled} with the reason. The connector is started once;
 * tests may run in any order and at the same time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FileStorageConformance
        implements ContentPromises,
                MemoryPromises,
                NamePromises,
                FolderPromises,
                PathPromises,
                TransferPromises,
                ConcurrencyPromises,
                RequestPromises,
                StorageRequestPromises,
                AccountPromises,
                StorageVendorPromises,
                OperationPromises {
    private TestedConnector tested;
    private StorageClient files;

    /** Starts the connector; it is closed after the last test. */
    protected abstract ConformanceSubject start() throws Exception;

    @BeforeAll
    final void startConnector() throws Exception {
        tested = TestedConnector.of(start());
        String run = UUID.randomUUID().toString().substring(0, 8);
        files = new StorageClient(tested.client(), tested.subject().user(), "/gatehouse-conformance-" + run + "/");
    }

    @AfterAll
    final void stopConnector() {
        TestedConnector stopped = tested;
        try (stopped) {
            if (files != null) {
                files.delete(files.runFolder());
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
    public final StorageClient files() {
        return files;
    }

    @Override
    public final ConnectorCall harmless() {
        return ConnectorCall.of("GET", StorageClient.FOLDER);
    }

    @Override
    public final CallArguments harmlessArguments() {
        return CallArguments.none().with("filepath", "/");
    }
}
