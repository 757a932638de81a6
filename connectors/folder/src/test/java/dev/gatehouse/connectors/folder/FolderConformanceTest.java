package dev.gatehouse.connectors.folder;

import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.conformance.FileStorageConformance;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Memory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;

/** The folder connector keeps every promise of {@code fileStorage}. */
class FolderConformanceTest extends FileStorageConformance {
    @TempDir
    static Path root;

    @Override
    protected ConformanceSubject start() {
        Map<String, String> environment =
                Map.of("FOLDER_ROOT", root.toString(), "CENTRAL_SERVICE_TOKEN_STORAGE", "none", "CONNECTOR_PORT", "0");
        return new Folder(FolderConnector.of(environment).start());
    }

    /** The connector while it runs. */
    record Folder(RunningConnector connector) implements ConformanceSubject {
        @Override
        public URI address() {
            return connector.url();
        }

        @Override
        public String user() {
            return "maria";
        }

        @Override
        public Optional<String> anotherUser() {
            return Optional.of("emmy");
        }

        @Override
        public OptionalLong memoryInUse() {
            return Memory.ofThisProcess();
        }

        @Override
        public void close() {
            connector.close();
        }
    }
}
