package dev.gatehouse.connectors.invenio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.Project;
import dev.gatehouse.repository.RepositoryDialect;
import dev.gatehouse.repository.RepositorySimulator;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for either dialect. */
abstract class MisbehaviourContract {
    private final RepositoryDialect dialect;

    private Repository repository;

    MisbehaviourContract(RepositoryDialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void start() {
        repository = new Repository(RepositorySimulator.start(dialect, 1000), dialect);
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    @Test
    void tellsThatATokenIsNotTakenBeforeItReadsWhatIsToBeUploaded() throws IOException {
        Project project = repository.projects.create(repository.maria, Crates.complete());
        repository.simulator.expireTokens();
        expect(Failure.UNAUTHORIZED, () -> repository.projects.projects(repository.maria));
        FileContent content = FileContent.of(new byte[10]);
        expect(Failure.UNAUTHORIZED, () -> add(project, content));
        assertThat(content.stream().available()).isEqualTo(10);
    }

    @Test
    void takesAPasswordForAPersonalAccessToken() throws IOException {
        String token = repository.simulator.tokenOf("otto");
        Account otto = new Account("otto", new Credential.Password("otto", token));
        assertThat(repository.projects.projects(otto)).isEmpty();
        expect(Failure.UNAUTHORIZED, () -> repository.projects.projects(new Account("otto", new Credential.None())));
    }

    @Test
    void tellsWhatATokenDoesNotAllow() {
        String token = repository.simulator.tokenOf("maria", Set.of("something:else"));
        Account maria = new Account("maria", new Credential.BearerToken(token));
        expect(Failure.FORBIDDEN, () -> repository.projects.create(maria, Crates.complete()));
    }

    @Test
    void tellsWhatDoesNotFit() throws IOException {
        Project project = repository.projects.create(repository.maria, Crates.complete());
        expect(Failure.TOO_LARGE, () -> add(project, FileContent.of(new byte[2000])));
        repository.simulator.misbehaviour().full(true);
        expect(Failure.OUT_OF_SPACE, () -> add(project, FileContent.of(new byte[10])));
        repository.simulator.misbehaviour().full(false);
        add(project, FileContent.of(new byte[10]));
    }

    @Test
    void tellsEachStatusApart() {
        Map<Integer, Failure> failures = Map.ofEntries(
                Map.entry(404, Failure.NOT_FOUND),
                Map.entry(405, Failure.UNSUPPORTED),
                Map.entry(409, Failure.CONFLICT),
                Map.entry(413, Failure.TOO_LARGE),
                Map.entry(418, Failure.BAD_ANSWER),
                Map.entry(429, Failure.TOO_MANY_REQUESTS),
                Map.entry(500, Failure.BAD_ANSWER),
                Map.entry(502, Failure.BAD_ANSWER),
                Map.entry(503, Failure.UNAVAILABLE),
                Map.entry(504, Failure.TIMED_OUT),
                Map.entry(302, Failure.BAD_ANSWER),
                Map.entry(200, Failure.BAD_ANSWER));
        failures.forEach((status, failure) -> {
            repository.simulator.misbehaviour().failing(status);
            expect(failure, () -> repository.projects.projects(repository.maria));
        });
    }

    @Test
    void doesNotWaitForever() throws IOException {
        Project project = repository.projects.create(repository.maria, Crates.complete());
        repository.simulator.misbehaviour().silent(true);
        expect(Failure.TIMED_OUT, () -> repository.projects.projects(repository.maria));
        expect(Failure.TIMED_OUT, () -> add(project, FileContent.of(new byte[10])));
    }

    @Test
    void tellsThatNobodyListens() {
        repository.simulator.gone(true);
        expect(Failure.UNAVAILABLE, () -> repository.projects.projects(repository.maria));
        repository.simulator.gone(false);
        assertThat(projects()).isZero();
    }

    private int projects() {
        try {
            return repository.projects.projects(repository.maria).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void add(Project project, FileContent content) throws IOException {
        repository.projects.add(repository.maria, project.projectId(), "f", content);
    }

    private static void expect(Failure failure, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ConnectorException.class,
                        e -> assertThat(e.failure()).as(e.getMessage()).isEqualTo(failure));
    }
}
