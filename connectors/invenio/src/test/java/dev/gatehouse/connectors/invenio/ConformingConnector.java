package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.conformance.ConformanceSubject;
import dev.gatehouse.connector.conformance.Limits;
import dev.gatehouse.connector.conformance.Memory;
import dev.gatehouse.connector.conformance.VendorTrouble;
import dev.gatehouse.repository.RepositoryDialect;
import dev.gatehouse.repository.RepositorySimulator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The connector with a repository of a dialect, for people who bring a personal access token. */
final class ConformingConnector implements ConformanceSubject {
    private final RepositorySimulator repository;
    private final RunningConnector connector;
    private final String maria;
    private final String otto;

    ConformingConnector(RepositoryDialect dialect) {
        repository = RepositorySimulator.start(dialect);
        connector = InvenioConnector.start(Map.of(
                "INVENIO_URL", repository.url().toString(),
                "INVENIO_NAME", "port-repository",
                "INVENIO_SECONDS", "2",
                "CENTRAL_SERVICE_TOKEN_STORAGE", "none",
                "CONNECTOR_PORT", "0"));
        maria = "port-repository://maria:" + repository.tokenOf("maria");
        otto = "port-repository://otto:" + repository.tokenOf("otto");
    }

    @Override
    public URI address() {
        return connector.url();
    }

    @Override
    public String user() {
        return maria;
    }

    @Override
    public Optional<String> sessionUser() {
        return Optional.of(maria);
    }

    @Override
    public Optional<String> anotherUser() {
        return Optional.of(otto);
    }

    @Override
    public OptionalLong memoryInUse() {
        return Memory.ofThisProcess();
    }

    @Override
    public Limits limits() {
        return Limits.standard();
    }

    @Override
    public Optional<Trouble> cause(VendorTrouble trouble) {
        return switch (trouble) {
            case TOKEN_EXPIRED -> Optional.empty();
            case ACCESS_REVOKED -> {
                repository.refuseTokens(true);
                yield Optional.of(() -> repository.refuseTokens(false));
            }
            case OUT_OF_SPACE -> {
                repository.misbehaviour().full(true);
                yield Optional.of(() -> repository.misbehaviour().full(false));
            }
            case SILENT -> {
                repository.misbehaviour().silent(true);
                yield Optional.of(() -> repository.misbehaviour().silent(false));
            }
            case BROKEN -> {
                repository.misbehaviour().failing(500);
                yield Optional.of(() -> repository.misbehaviour().failing(0));
            }
            case GONE -> {
                repository.gone(true);
                yield Optional.of(() -> repository.gone(false));
            }
        };
    }

    @Override
    public void close() {
        connector.close();
        repository.close();
    }
}
