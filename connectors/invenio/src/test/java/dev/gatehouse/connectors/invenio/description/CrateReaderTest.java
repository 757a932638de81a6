package dev.gatehouse.connectors.invenio.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.ConnectorException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CrateReaderTest {
    private static ObjectNode crate(String rootMembers, String entities) {
        return (ObjectNode) JsonSteps.MAPPER.readTree("""
                {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [
                  {"@id": "ro-crate-metadata.json", "about": {"@id": "./"}},
                  {"@id": "./", "@type": "Dataset"%s}%s]}
                """.formatted(rootMembers, entities));
    }

    private static Description read(String rootMembers) {
        return CrateReader.read(crate("," + rootMembers, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://creativecommons.org/licenses/by/4.0/|cc-by-4.0",
                "http://creativecommons.org/licenses/by-nc-sa/3.0|cc-by-nc-sa-3.0",
                "https://creativecommons.org/licenses/by/4.0/legalcode|cc-by-4.0",
                "https://creativecommons.org/publicdomain/zero/1.0/|cc0-1.0",
                "https://spdx.org/licenses/Apache-2.0.html|apache-2.0",
                "https://www.apache.org/licenses/LICENSE-2.0|apache-2.0",
                "https://opensource.org/licenses/MIT|mit",
                "MIT|mit",
                "CC-BY-4.0|cc-by-4.0",
                "https://creativecommons.org/licenses/by-nc-sa/3.0/au/|",
                "https://example.org/terms|"
            })
    void recognisesLicenses(String text, String id) {
        License license = License.of(text, Optional.empty());
        assertThat(license.id()).isEqualTo(Optional.ofNullable(id));
    }

    @Test
    void readsALicenseOfAnEntityByWhicheverMemberSaysIt() {
        Description description = CrateReader.read(crate(
                ",\"license\": {\"@id\": \"#terms\"}",
                ",{\"@id\": \"#terms\", \"name\": \"Open\", \"url\": \"https://spdx.org/licenses/MIT\"}"));
        assertThat(description.publication().licenses()).singleElement().satisfies(license -> {
            assertThat(license.id()).hasValue("mit");
            assertThat(license.name()).hasValue("Open");
        });
    }

    @Test
    void readsPeopleHoweverTheyAreWritten() {
        Description description = CrateReader.read(
                crate(
                        """
                ,"creator": ["Curie, Marie", "Lise Meitner", "Aristotle", {"@id": "#emmy"},
                  {"@type": "Person", "name": "Ada Lovelace", "identifier": "https://orcid.org/0000-0002-1825-0097"}]
                """,
                        ",{\"@id\": \"#emmy\", \"@type\": \"Person\", \"name\": \"Emmy Noether\", \"affiliation\": \"Göttingen\"}"));
        assertThat(description.publication().creators())
                .extracting(Creator::name)
                .containsExactly("Curie, Marie", "Meitner, Lise", "Aristotle", "Noether, Emmy", "Lovelace, Ada");
        assertThat(description.publication().creators().get(3).affiliations()).containsExactly("Göttingen");
        assertThat(description.publication().creators().get(4).orcid()).hasValue("0000-0002-1825-0097");
    }

    @Test
    void readsKeywordsDatesLanguagesAndTypes() {
        Description description = read("""
                "keywords": "tides, North Sea", "datePublished": "2026-01-31T12:00:00Z", "inLanguage": "de-AT",
                "additionalType": "https://schema.org/SoftwareSourceCode"
                """);
        assertThat(description.work().keywords()).containsExactly("tides", "North Sea");
        assertThat(description.publication().published()).hasValue("2026-01-31");
        assertThat(description.work().language()).hasValue("deu");
        assertThat(description.work().type()).hasValue("software");
    }

    @Test
    void findsTheRootThatTheDescriptorIsAbout() {
        ObjectNode document = (ObjectNode) JsonSteps.MAPPER.readTree("""
                {"@graph": [{"@id": "ro-crate-metadata.json", "about": {"@id": "https://example.org/crate/"}},
                  {"@id": "https://example.org/crate/", "@type": "Dataset", "name": "Far"}]}
                """);
        assertThat(CrateReader.read(document).work().title()).hasValue("Far");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"@graph\": 7}|`@graph`",
                "{\"@graph\": []}|root dataset",
                "{\"@graph\": [7]}|`@id`",
                "{\"@graph\": [{\"@id\":\"./\",\"additionalType\":\"Sculpture\"}]}|`additionalType`",
                "{\"@graph\": [{\"@id\":\"./\",\"inLanguage\":\"klingon\"}]}|`inLanguage`",
                "{\"@graph\": [{\"@id\":\"./\",\"author\":{\"@id\":\"#nobody\"}}]}|#nobody"
            })
    void namesWhatIsWrong(String document, String named) {
        ObjectNode crate = (ObjectNode) JsonSteps.MAPPER.readTree(document);
        assertThatThrownBy(() -> CrateReader.read(crate))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining(named);
    }

    @Test
    void refusesMoreThanTheNotesCanTake() {
        Remainder remainder = read("\"funding\": \"" + "x".repeat(Remainder.MAX_LENGTH) + "\"")
                .remainder();
        assertThatThrownBy(remainder::line)
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("`funding`");
    }

    @Test
    void writesBackWhatItRead() {
        Description description = CrateReader.read(
                crate(",\"name\":\"Tides\",\"author\":{\"@id\":\"#emmy\"},\"contactPoint\":{\"@id\":\"#desk\"}", """
                ,{"@id": "#emmy", "@type": "Person", "name": "Emmy Noether", "email": "emmy@example.org"},
                {"@id": "#desk", "@type": "ContactPoint", "email": "desk@example.org"}
                """));
        ObjectNode written = CrateWriter.write(description);
        Description again = CrateReader.read(written);
        assertThat(again.publication().creators())
                .isEqualTo(description.publication().creators());
        assertThat(again.remainder().root()).isEqualTo(description.remainder().root());
        assertThat(written.toString()).contains("emmy@example.org").contains("desk@example.org");
        assertThat(written.path("@graph")
                        .valueStream()
                        .map(each -> each.path("@id").asString()))
                .containsExactly("ro-crate-metadata.json", "./", "#emmy", "#desk");
    }
}
