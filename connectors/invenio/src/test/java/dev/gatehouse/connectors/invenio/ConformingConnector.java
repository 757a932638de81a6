package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import dev.gatehouse.connector.conformance.subject.Memory;
import dev.gatehouse.connector.conformance.subject.VendorTrouble;
import dev.gatehouse.repository.RepositoryDialect;
import dev.gatehouse.repository.RepositorySimulator;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The connector with a repository of a dialect and a real token storage, where two people have connected their accounts. */
final class ConformingConnector implements ConformanceSubject {
    private final TestServer server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    private final TestServer.Registered client = server.newClient("admin", "token-storage.r", "token-storage.w");
    private final RepositorySimulator repository;
    private final RunningConnector connector;

    ConformingConnector(RepositoryDialect dialect) {
        repository = RepositorySimulator.start(dialect);
        connector = InvenioConnector.start(Map.of(
                "INVENIO_URL",
                repository.url().toString(),
                "INVENIO_NAME",
                "port-repository",
                "INVENIO_CLIENT_ID",
                RepositorySimulator.CLIENT_ID,
                "INVENIO_CLIENT_SECRET",
                RepositorySimulator.CLIENT_SECRET,
                "INVENIO_SECONDS",
                "2",
                "CENTRAL_SERVICE_TOKEN_STORAGE",
                tokenStorage(),
                "CONNECTOR_PORT",
                "0"));
        connect("maria");
        connect("otto");
    }

    private String tokenStorage() {
        return "http://" + client.clientId() + ":" + client.secret() + "@127.0.0.1:"
                + server.adminUrl().getPort() + "/token-storage";
    }

    private void connect(String user) {
        RepositorySimulator.Authorization allowed = repository.authorize(user);
        server.admin()
                .withBasic(client.clientId(), client.secret())
                .post("/token-storage/user/" + user + "/token", """
                        {"type":"OAuth2Token","data":{"service":"port-repository","access_token":"%s",
                         "refresh_token":"%s","expiration_date":"2099-01-01 00:00:00"}}
                        """.formatted(
                                allowed.accessToken(), allowed.refreshToken()))
                .expect(201);
    }

    @Override
    public URI address() {
        return connector.url();
    }

    @Override
    public String user() {
        return "maria";
    }

    @Override
    public Optional<String> unknownUser() {
        return Optional.of("nobody");
    }

    /** What people bring themselves is a personal access token. */
    @Override
    public Optional<String> sessionUser() {
        return Optional.of("port-repository://maria:" + repository.tokenOf("maria"));
    }

    @Override
    public Optional<String> anotherUser() {
        return Optional.of("otto");
    }

    @Override
    public Set<String> secrets() {
        return Set.of(client.secret(), RepositorySimulator.CLIENT_SECRET);
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
            case TOKEN_EXPIRED -> {
                repository.expireClientsTokens();
                yield Optional.of(() -> {});
            }
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
        server.close();
    }
}
