package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that ask for something that has no scopes. */
class OtherSchemesTest {
    private static final String DOCUMENT = """
            openapi: 3.1.0
            paths:
              /plain: {get: {security: [{oauth: [a]}]}}
              /key:
                get: {security: [{key: []}]}
                put: {security: [{key: []}, {bearer: [admin, clerk]}]}
              /either: {get: {security: [{oauth: [a]}, {key: []}]}}
              /optional: {get: {security: [{key: []}, {}]}}
            components:
              securitySchemes:
                oauth: {type: oauth2, flows: {implicit: {scopes: {a: A}}}}
                key: {type: apiKey, in: header, name: X-Key}
                bearer: {type: http, scheme: bearer}
            """;

    @ParameterizedTest
    @CsvSource({"derive,shop.r,shop.w,[]", "ignore,'','',[[]]"})
    void areToldAndBecomeWhatTheSenderChose(String choice, String reading, String writing, String requires) {
        Contract contract = read(DOCUMENT, choice);

        assertThat(Reading.endpoint(contract, "/key@get").scope()).isEqualTo(reading);
        assertThat(Reading.endpoint(contract, "/key@get").requires()).hasToString(requires);
        assertThat(Reading.endpoint(contract, "/key@put").scope()).isEqualTo(writing);
        assertThat(Reading.endpoint(contract, "/key@put").requires()).hasToString(requires);
        assertThat(Reading.endpoint(contract, "/either@get").scope()).isEqualTo("a");
        assertThat(Reading.endpoint(contract, "/optional@get").alternatives()).isEmpty();
        assertThat(contract.derived()).isFalse();
        String outcome = choice.equals("derive") ? "they need shop.r or shop.w." : "any valid token is good for them.";
        assertThat(contract.notes())
                .containsExactly(
                        "Security scheme 'bearer' (http) has roles, first at line 6; they are no scopes and were not taken.",
                        "Asking for 'key' (apiKey) only, and not for OAuth 2 or OpenID Connect: /key@get (line 5); "
                                + outcome,
                        "Asking for 'key' (apiKey), 'bearer' (http) only, and not for OAuth 2 or OpenID Connect:"
                                + " /key@put (line 6); " + outcome);
    }

    @Test
    void areRefusedWithTheirPlaceWhereTheSenderWantsThat() {
        assertThatThrownBy(() -> read(DOCUMENT, "refuse"))
                .hasMessageContaining("line 5, column 21: '/key@get' asks for 'key' (apiKey) only");
        assertThatThrownBy(() -> read(
                        "swagger: '2.0'\nsecurity: [{b: []}]\npaths: {/a: {get: {}}}\nsecurityDefinitions: {b: {type: basic}}",
                        "refuse"))
                .hasMessageContaining("line 2, column 11: '/a@get' asks for 'b' (basic) only");
    }

    @Test
    void areCountedWhereThereAreMany() {
        StringBuilder document = new StringBuilder(
                "openapi: 3.0.0\nsecurity: [{k: []}]\ncomponents: {securitySchemes: {k: {type: mutualTLS}}}\npaths:\n");
        for (int path = 0; path < 20; path++) {
            document.append("  /%d: {get: {}}\n".formatted(path));
        }

        assertThat(read(document.toString(), "derive").notes())
                .singleElement()
                .asString()
                .contains("'k' (mutualTLS)", "/0@get (line 2)", " and 15 more; they need");
    }

    private static Contract read(String document, String choice) {
        return Reading.READER.read(
                "shop",
                document.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                OtherSchemes.of(choice).orElseThrow());
    }
}
