package dev.gatehouse.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleContractTest {
    @Test
    void isAboutAMegabyteWithItsOperations() {
        byte[] document = new SampleContract(174, 1).bytes();
        JsonNode paths = new JsonMapper().readTree(document).get("paths");

        assertThat(document.length).isBetween(950_000, 1_150_000);
        assertThat(paths.valueStream().mapToInt(JsonNode::size).sum()).isEqualTo(174);
    }

    @Test
    void differsFromRevisionToRevision() {
        assertThat(new SampleContract(8, 1).bytes()).isNotEqualTo(new SampleContract(8, 2).bytes());
    }
}
