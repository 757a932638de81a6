package dev.gatehouse.connectors.invenio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.Project;
import dev.gatehouse.connector.ProjectFile;
import dev.gatehouse.repository.RepositoryDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What holds for either dialect. */
abstract class ProjectsContract {
    private final RepositoryDialect dialect;

    private Repository repository;
    private Account maria;

    ProjectsContract(RepositoryDialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void start() {
        repository = new Repository(dialect);
        maria = repository.maria;
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    @Test
    void describesUploadsAndPublishes() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        ProjectFile file = add(project, "levels.csv", "hour,level\n0,1.2\n");
        repository.projects.publish(maria, project.projectId());

        assertThat(repository.projects.files(maria, project.projectId())).containsExactly(file);
        assertThat(text(project, file)).isEqualTo("hour,level\n0,1.2\n");
        assertThat(repository.projects.projects(maria))
                .extracting(Project::projectId)
                .containsExactly(project.projectId());
        assertThat(root(project).path("name").asString()).isEqualTo("Tides at Helgoland");
    }

    @Test
    void givesBackWhatWasDescribed() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        ObjectNode shown = repository.projects.describe(maria, project.projectId());

        assertThat(Crates.root(shown).toString())
                .isEqualTo(Crates.parse("""
                {"@id": "./", "@type": "Dataset", "name": "Tides at Helgoland",
                 "description": "Water levels, hour by hour.", "datePublished": "2026-01-31",
                 "author": [{"@id": "https://orcid.org/0000-0002-1825-0097"}, {"@id": "#Tidal-Laboratory"}],
                 "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
                 "keywords": ["tides", "North Sea"], "version": "1.2.0", "inLanguage": "eng"}
                """.formatted(
                                        dialect == RepositoryDialect.ZENODO ? "Tidal-Laboratory" : "Tidal-Laboratory"))
                        .toString());
        assertThat(Crates.entity(shown, "https://orcid.org/0000-0002-1825-0097")
                        .path("familyName")
                        .asString())
                .isEqualTo("Carberry");
        assertThat(Crates.entity(shown, "#Brown-University").path("name").asString())
                .isEqualTo("Brown University");
    }

    @Test
    void keepsWhatItHasNoFieldFor() throws IOException {
        ObjectNode crate = Crates.crate(
                "\"name\": \"Tides <&>\", \"funder\": {\"@id\": \"#fund\"}, \"hasPart\": [{\"@id\": \"levels.csv\"}]",
                "{\"@id\": \"#fund\", \"@type\": \"Organization\", \"name\": \"The Fund\", \"telephone\": \"1 < 2 & 3\"}",
                "{\"@id\": \"levels.csv\", \"@type\": \"File\", \"encodingFormat\": \"text/csv\"}");
        Project project = repository.projects.create(maria, crate);
        ObjectNode shown = repository.projects.describe(maria, project.projectId());

        assertThat(Crates.root(shown).path("funder").path("@id").asString()).isEqualTo("#fund");
        assertThat(Crates.entity(shown, "#fund").path("telephone").asString()).isEqualTo("1 < 2 & 3");
        assertThat(Crates.entity(shown, "levels.csv").path("encodingFormat").asString())
                .isEqualTo("text/csv");
    }

    @Test
    void losesNothingWhereWhatWasReadIsWrittenBack() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        ObjectNode shown = repository.projects.describe(maria, project.projectId());

        assertThat(repository.projects.update(maria, project.projectId(), shown))
                .isEqualTo(shown);
        assertThat(repository.projects.describe(maria, project.projectId())).isEqualTo(shown);
    }

    @Test
    void takesItsOwnFormAndKeepsItThroughACrate() throws IOException {
        ObjectNode own = dialect == RepositoryDialect.ZENODO
                ? Crates.parse(
                        "{\"title\":\"Tides\",\"upload_type\":\"image\",\"image_type\":\"plot\",\"notes\":\"Mind the gap\",\"references\":[\"Tides, 1890\"]}")
                : Crates.parse(
                        "{\"title\":\"Tides\",\"resource_type\":{\"id\":\"image-plot\"},\"references\":[{\"reference\":\"Tides, 1890\"}]}");
        Project project = repository.projects.create(maria, own);
        ObjectNode shown = repository.projects.describe(maria, project.projectId());
        assertThat(Crates.root(shown).path("additionalType").asString()).isEqualTo("image-plot");

        ((ObjectNode) Crates.root(shown)).put("name", "Ebb and tides");
        ObjectNode changed = repository.projects.update(maria, project.projectId(), shown);
        assertThat(Crates.root(changed).path("name").asString()).isEqualTo("Ebb and tides");
        assertThat(changed.toString()).contains("Tides, 1890");
    }

    @Test
    void takesDataCite() throws IOException {
        Project project = repository.projects.create(maria, Crates.parse("""
                {"titles": [{"title": "Tides"}], "publisher": "Harbour Office", "types": {"resourceTypeGeneral": "JournalArticle"},
                 "creators": [{"name": "Carberry, Josiah", "nameIdentifiers": [{"nameIdentifier": "0000-0002-1825-0097"}]}],
                 "publicationYear": 2026, "rightsList": [{"rightsIdentifier": "CC-BY-4.0"}]}
                """));
        ObjectNode shown = repository.projects.describe(maria, project.projectId());
        assertThat(Crates.root(shown).path("additionalType").asString()).isEqualTo("publication-article");
        assertThat(Crates.root(shown).path("publisher").asString()).isEqualTo("Harbour Office");
        assertThat(Crates.root(shown).path("datePublished").asString()).isEqualTo("2026");
    }

    @Test
    void namesWhatTheRepositoryDoesNotTakeAndLeavesNothingBehind() throws IOException {
        ObjectNode badDate = Crates.crate("\"name\": \"Tides\", \"datePublished\": \"last summer\"");
        assertThatThrownBy(() -> repository.projects.create(maria, badDate))
                .isInstanceOfSatisfying(ConnectorException.class, failure -> {
                    assertThat(failure.failure()).isEqualTo(Failure.INVALID);
                    assertThat(failure).hasMessageContaining("`metadata.publication_date`");
                });
        ObjectNode unknown = Crates.parse("{\"title\": \"Tides\", \"colour\": \"blue\"}");
        expect(Failure.INVALID, "colour", () -> repository.projects.create(maria, unknown));
        assertThat(repository.projects.projects(maria)).isEmpty();
    }

    @Test
    void leavesADescriptionAsItWasWhereTheNextIsNotTaken() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        ObjectNode before = repository.projects.describe(maria, project.projectId());
        ObjectNode unknown = Crates.parse("{\"title\": \"Ebb\", \"colour\": \"blue\"}");
        expect(Failure.INVALID, "colour", () -> repository.projects.update(maria, project.projectId(), unknown));
        assertThat(repository.projects.describe(maria, project.projectId())).isEqualTo(before);
    }

    @Test
    void saysWhatIsMissingBeforeItCanBePublished() throws IOException {
        Project project = repository.projects.create(maria, Crates.crate("\"name\": \"Tides\""));
        expect(Failure.INVALID, "`metadata.creators`", () -> repository.projects.publish(maria, project.projectId()));
        assertThat(repository.projects.update(maria, project.projectId(), Crates.complete()))
                .isNotNull();
        expect(Failure.INVALID, "file", () -> repository.projects.publish(maria, project.projectId()));
    }

    @Test
    void changesNothingOfWhatIsPublished() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        String id = project.projectId();
        add(project, "levels.csv", "1");
        repository.projects.publish(maria, id);

        expect(Failure.CONFLICT, "published", () -> repository.projects.publish(maria, id));
        expect(Failure.CONFLICT, "published", () -> repository.projects.delete(maria, id));
        expect(Failure.CONFLICT, "published", () -> repository.projects.update(maria, id, Crates.complete()));
        expect(Failure.CONFLICT, "published", () -> add(project, "more.csv", "2"));
        expect(Failure.CONFLICT, "published", () -> repository.projects.delete(maria, id, "levels.csv"));
        expect(
                Failure.CONFLICT,
                "published",
                () -> repository.projects.replace(maria, id, "levels.csv", FileContent.of(new byte[1])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "with space.txt",
                "Überblick – Wasserstände.csv",
                "水位.csv",
                "100%25.txt",
                "a+b&c=d;e?f#g.txt",
                "quotes\"'\\back",
                "..hidden",
                "🌊.png"
            })
    void keepsNamesAsTheyAre(String name) throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        ProjectFile file = add(project, name, "here");
        assertThat(file.filename()).isEqualTo(name);
        assertThat(repository.projects.files(maria, project.projectId())).containsExactly(file);
        assertThat(text(project, file)).isEqualTo("here");
        repository.projects.delete(maria, project.projectId(), file.id());
        assertThat(repository.projects.files(maria, project.projectId())).isEmpty();
    }

    @Test
    void storesContentOfAnyKnownAndUnknownLength() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 7);
        for (byte[] bytes : List.of(new byte[0], new byte[] {1}, large)) {
            InputStream stream = new ByteArrayInputStream(bytes);
            ProjectFile unknown = repository.projects.add(maria, project.projectId(), "f", FileContent.of(stream));
            assertThat(unknown.size()).isEqualTo(bytes.length);
            ProjectFile known = repository.projects.replace(maria, project.projectId(), "f", FileContent.of(bytes));
            assertThat(known.size()).isEqualTo(bytes.length);
            try (FileContent content = repository.projects.read(maria, project.projectId(), known.id())) {
                assertThat(content.stream().readAllBytes()).isEqualTo(bytes);
            }
        }
        assertThat(repository.projects.files(maria, project.projectId())).hasSize(1);
    }

    @Test
    void leavesNothingOfAnUploadThatBreaksOff() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        InputStream breaking = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the caller went away");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> repository.projects.add(maria, project.projectId(), "f", FileContent.of(breaking)))
                .isInstanceOf(IOException.class)
                .hasMessage("the caller went away");
        assertThat(repository.projects.files(maria, project.projectId())).isEmpty();
        add(project, "f", "whole");
        repository.projects.publish(maria, project.projectId());
    }

    @Test
    void hidesProjectsAndFilesThatAreNotThePersons() throws IOException {
        Project project = repository.projects.create(maria, Crates.complete());
        Account otto = repository.account("otto");
        for (String id : List.of(project.projectId(), "99999999", "no such/project", "..")) {
            expect(Failure.NOT_FOUND, "no project", () -> repository.projects.describe(otto, id));
            expect(Failure.NOT_FOUND, "no project", () -> repository.projects.delete(otto, id));
            expect(Failure.NOT_FOUND, "no project", () -> repository.projects.files(otto, id));
        }
        expect(Failure.NOT_FOUND, "no file", () -> repository.projects.read(maria, project.projectId(), "f"));
        expect(Failure.NOT_FOUND, "no file", () -> repository.projects.delete(maria, project.projectId(), "f"));
        assertThat(repository.projects.projects(otto)).isEmpty();
    }

    @Test
    void listsMoreProjectsThanAPageHas() throws IOException {
        for (int i = 0; i < 101; i++) {
            repository.projects.create(maria, Crates.crate("\"name\": \"Tides\""));
        }
        assertThat(repository.projects.projects(maria))
                .extracting(Project::projectId)
                .hasSize(101)
                .doesNotHaveDuplicates();
    }

    @Test
    void deletesDrafts() throws IOException {
        Project project = repository.projects.create(maria, Crates.parse("{}"));
        repository.projects.delete(maria, project.projectId());
        expect(Failure.NOT_FOUND, "no project", () -> repository.projects.describe(maria, project.projectId()));
    }

    private ProjectFile add(Project project, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return repository.projects.add(maria, project.projectId(), name, FileContent.of(bytes));
    }

    private String text(Project project, ProjectFile file) throws IOException {
        try (FileContent content = repository.projects.read(maria, project.projectId(), file.id())) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private tools.jackson.databind.JsonNode root(Project project) throws IOException {
        return Crates.root(repository.projects.describe(maria, project.projectId()));
    }

    private static void expect(Failure failure, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConnectorException.class, e -> {
            assertThat(e.failure()).as(e.getMessage()).isEqualTo(failure);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
