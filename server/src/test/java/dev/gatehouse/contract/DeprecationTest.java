package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeprecationTest {

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "'\"true\"',false", "null,false", "[true],false"})
    void takesAnOperationsOwnWord(String value, boolean deprecated) {
        Contract contract = Reading.read("openapi: 3.0.0\npaths: {/a: {get: {deprecated: %s}}}".formatted(value));

        assertThat(contract.endpoints()).extracting(Endpoint::deprecated).containsExactly(deprecated);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31,2027-01-31T00:00:00Z",
        "'\"2027-01-31\"',2027-01-31T00:00:00Z",
        "2027-01-31T12:00:00+02:00,2027-01-31T10:00:00Z"
    })
    void takesTheDateItGoes(String value, Instant sunset) {
        Contract contract =
                Reading.read("swagger: '2.0'\npaths: {/a: {get: {deprecated: true, x-sunset: %s}}}".formatted(value));

        assertThat(contract.endpoints()).extracting(Endpoint::sunset).containsExactly(sunset);
        assertThat(contract.notes()).noneMatch(note -> note.contains("x-sunset"));
    }

    @ParameterizedTest
    @CsvSource({"soon", "31.01.2027", "{a: b}", "2027-02-30", "+999999999-01-01T00:00:00Z"})
    void saysWhatDateItCouldNotRead(String value) {
        Contract contract =
                Reading.read("openapi: 3.1.0\npaths: {/a: {get: {deprecated: true, x-sunset: '%s'}}}".formatted(value));

        assertThat(contract.endpoints()).extracting(Endpoint::sunset).containsOnlyNulls();
        assertThat(contract.notes()).anyMatch(note -> note.contains("x-sunset at line 2"));
    }

    @Test
    void showsNothingOfItWhereAnEndpointIsNotDeprecated() {
        Endpoint plain = new Endpoint("/a@get", "a", "a.r", null);

        assertThat(Json.text(plain)).isEqualTo("{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a.r\"}");
        assertThat(Json.read(Json.text(plain), Endpoint.class)).isEqualTo(plain);
    }

    @Test
    void showsAndReadsTheDate() {
        Endpoint old = new Endpoint("/a@get", "a", "a.r", null, true, Instant.parse("2027-01-31T00:00:00Z"), null);

        assertThat(Json.text(old)).endsWith("\"deprecated\":true,\"sunset\":\"2027-01-31T00:00:00Z\"}");
        assertThat(Json.read(Json.text(old), Endpoint.class)).isEqualTo(old);
    }
}
