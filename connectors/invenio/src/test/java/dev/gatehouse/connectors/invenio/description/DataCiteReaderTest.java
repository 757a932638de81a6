package dev.gatehouse.connectors.invenio.description;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.ConnectorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class DataCiteReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"titles\": \"Tides\"}|`titles`",
                "{\"titles\": [{\"title\":\"a\"},{\"title\":\"b\"}]}|`titles`",
                "{\"titles\": [], \"creators\": [{}]}|`creators`",
                "{\"titles\": [], \"geoLocations\": [], \"sizes\": []}|`geoLocations`, `sizes`",
                "{\"types\": {\"resourceTypeGeneral\": \"Sculpture\"}}|`types.resourceTypeGeneral`",
                "{\"rightsList\": [{}]}|`rightsList`"
            })
    void namesWhatCannotBeCarriedOver(String document, String named) {
        ObjectNode metadata = (ObjectNode) JsonSteps.MAPPER.readTree(document);
        assertThatThrownBy(() -> DataCiteReader.read(metadata))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining(named);
    }
}
