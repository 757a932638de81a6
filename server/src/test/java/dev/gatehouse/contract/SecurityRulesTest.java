package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.contract.openapi.OpenApiKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityRulesTest {
    private static final String SCHEMES = """
            openapi: 3.0.3
            info: {title: Shop, version: '1'}
            components:
              securitySchemes:
                oauth: {type: oauth2, flows: {implicit: {authorizationUrl: x, scopes: {a: A, b: B}}}}
                oidc: {type: openIdConnect, openIdConnectUrl: x}
                key: {type: apiKey, in: header, name: X-Key}
                bearer: {type: http, scheme: bearer}
            """;

    /** Column 2: scope; column 3: requires. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                   | ''      | []",
                "[{}]                                 | ''      | []",
                "[{oauth: [a]}, {}]                   | ''      | []",
                "[{oauth: [a]}]                       | a       | []",
                "[{oauth: [b, a, b]}]                 | b a     | []",
                "[{oauth: [a], oidc: [c, a]}]         | a c     | []",
                "[{oauth: [a], key: []}]              | a       | []",
                "[{oauth: [a]}, {key: []}]            | a       | []",
                "[{bearer: [admin]}, {oauth: [a]}]    | a       | []",
                "[{oauth: [a, b]}, {oidc: [c]}]       | a b     | [[a, b], [c]]",
                "[{oauth: [a, b]}, {oidc: [b, a]}]    | a b     | []",
                "[{oauth: [a]}, {oauth: [a, b]}]      | a       | [[a], [a, b]]",
                "[{oauth: []}]                        | ''      | [[]]",
                "[{oauth: [a]}, {oidc: []}]           | ''      | [[]]",
                "[{key: []}]                          | shop.r  | []",
                "[{key: [], bearer: []}]              | shop.r  | []",
                "[{oauth: [b a]}]                     | b a     | []",
                "[{oauth: [not-declared:x]}]          | not-declared:x | []",
            })
    void readsARequirement(String security, String scope, String requires) {
        Contract contract = withOauthElsewhere("security: " + security);

        Endpoint endpoint = Reading.endpoint(contract, "/it@get");
        assertThat(endpoint.scope()).isEqualTo(scope);
        assertThat(endpoint.requires()).hasToString(requires);
        assertThat(contract.derived()).isFalse();
    }

    @Test
    void takesTheDocumentsSecurityWhereAnOperationStatesNone() {
        Contract contract = withOauthElsewhere("operationId: it", "security: [{oauth: [b]}]");

        assertThat(Reading.endpoint(contract, "/it@get").scope()).isEqualTo("b");
    }

    @Test
    void takesAnOperationWithoutAnySecurityAsPublicAndSaysSo() {
        Contract contract = withOauthElsewhere("operationId: it");

        assertThat(Reading.endpoint(contract, "/it@get").alternatives()).isEmpty();
        assertThat(contract.notes())
                .containsExactly(
                        "1 of 2 operations state no security, nor does the document for all of them: they are public.");
    }

    @Test
    void keepsDeclaredAndUsedScopes() {
        Contract contract = withOauthElsewhere("security: [{oauth: [z, b]}, {oidc: [y]}]");

        assertThat(contract.scopes().keySet()).containsExactly("a", "b", "z", "y");
        assertThat(contract.scopes()).containsEntry("a", "A").containsEntry("z", "");
    }

    @Test
    void leavesOutADeclaredScopeThatCannotBeOne() {
        Contract contract = Reading.read(SCHEMES.replace("b: B", "'not one': B") + "paths: {}");

        assertThat(contract.scopes().keySet()).containsExactly("a");
        assertThat(contract.notes())
                .contains("Declared scope 'not one' cannot be a scope (RFC 6749, section 3.3) and was left out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "security: {oauth: [a]}          | line 9, column 5: 'security' is an object; it must be a list",
                "security: [oauth]               | line 9, column 16: a security requirement is text; it must be an object",
                "security: [{oauth: a}]          | line 9, column 17: 'oauth' is text; it must be a list",
                "security: [{oauth: [[a]]}]      | line 9, column 25: a scope is a list; it must be text",
                "security: [{oauth: [1]}]        | line 9, column 25: a scope is a number; it must be text",
                "security: [{oauth: ['']}]       | line 9, column 25: scope '' has characters that a scope cannot have",
                "security: [{oauth: ['a  b']}]   | line 9, column 25: scope 'a  b' has characters that a scope cannot have",
                "security: [{oauth: [é]}]        | line 9, column 25: scope 'é' has characters that a scope cannot have",
                "security: [{oaut: [a]}]         | line 9, column 17: security scheme 'oaut' is not declared",
                "security: 7                     | line 9, column 5: 'security' is a number; it must be a list",
            })
    void refusesABrokenRequirementWhereItStands(String security, String message) {
        String document = SCHEMES.replace("info: {title: Shop, version: '1'}\n", "") + "paths: {/it: {get: {\n    "
                + security + "}}}";

        assertThat(Reading.refusal(document)).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{type: OAuth2}  | security scheme type 'OAuth2' is not known",
                "{type: basic}   | the types are apiKey, http, mutualTLS, oauth2, openIdConnect",
                "{flows: {}}     | security scheme 'odd' has no 'type'",
                "text            | 'odd' is text; it must be an object",
                "{$ref: '#/components/securitySchemes/none'} | leads to nothing: there is no 'none'",
                "{$ref: 'schemes.yaml#/odd'} | must point into this document",
                "{type: oauth2, flows: {implicit: {scopes: [a]}}} | 'scopes' is a list; it must be an object",
            })
    void refusesABrokenScheme(String scheme, String message) {
        assertThat(Reading.refusal(SCHEMES + "    odd: " + scheme + "\npaths: {}"))
                .contains(message);
    }

    @Test
    void derivesScopesFromTheServiceAndTheMethod() {
        Contract contract = Reading.READER.read(
                "café \"x\"", """
                swagger: 2.0
                info: {title: '', version: '1'}
                paths:
                  /a: {get: {}, put: {}, post: {}, delete: {}, options: {}, head: {}, patch: {}}
                  /b: {get: {security: []}}
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8), Optional.of(OpenApiKind.SWAGGER));

        assertThat(contract.derived()).isTrue();
        assertThat(contract.scopes())
                .containsOnlyKeys(Set.of("caf%C3%A9%20%22x%22.r", "caf%C3%A9%20%22x%22.w"))
                .containsEntry("caf%C3%A9%20%22x%22.r", "read café \"x\"");
        assertThat(contract.endpoints().stream()
                        .filter(endpoint -> endpoint.scope().endsWith(".r")))
                .extracting(Endpoint::endpoint)
                .containsExactly("/a@get", "/a@head", "/a@options");
        assertThat(Reading.endpoint(contract, "/b@get")).isEqualTo(new Endpoint("/b@get", "/b@get", "", List.of()));
    }

    @Test
    void keepsADerivedDocumentsExplicitlyPublicOperationsPublic() {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                security: []
                paths: {/a: {get: {}}, /b: {get: {security: [{}, {key: []}]}}, /c: {trace: {security: [{key: []}]}}}
                components: {securitySchemes: {key: {type: apiKey, in: query, name: k}, unused: {type: oauth2}}}
                """);

        assertThat(contract.endpoints()).extracting(Endpoint::scope).containsExactly("", "", "shop.r");
        assertThat(contract.notes())
                .containsExactly(
                        "Asking for 'key' (apiKey) only, and not for OAuth 2 or OpenID Connect: /c@trace (line 3);"
                                + " they need shop.r or shop.w.",
                        "An OAuth 2 or OpenID Connect scheme is declared, but nothing requires it.");
    }

    /** A document with one operation that needs scope a, and one at {@code /it} of which the first member is given. */
    private static Contract withOauthElsewhere(String member, String... documentMembers) {
        return Reading.read(SCHEMES + String.join("\n", documentMembers) + """

                          paths:
                            /other: {get: {security: [{oauth: [a]}]}}
                            /it:
                              get:
                                %s
                          """.formatted(member));
    }

    private static final String FRESH = """
            openapi: 3.1.0
            components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {a: ''}}}}}}
            paths:
              /a:
                get: {x-max-age: %s, security: [{o: [a]}]}
                post: {security: [{o: [a]}]}
                delete: {security: []%s}
            """;

    private static Endpoint only(String document) {
        return Reading.read(document).endpoints().getFirst();
    }

    @Test
    void anOperationSaysHowLongAgoThatMayBe() {
        Contract contract = Reading.read(FRESH.formatted(300, ""));

        assertThat(Reading.endpoint(contract, "/a@get").maxAge()).isEqualTo(300);
        assertThat(Reading.endpoint(contract, "/a@post").maxAge()).isNull();
        assertThat(only("swagger: '2.0'\npaths: {/a: {get: {x-max-age: 60}}}").maxAge())
                .as("with a scope that is derived")
                .isEqualTo(60);
        assertThat(only("""
                        host: example.net
                        service: rules
                        action: [{name: create, version: 0.1.0, handler: X, scope: rules.w, x-max-age: 900}]
                        """).maxAge()).isEqualTo(900);
    }

    @Test
    void itIsShownAndReadWhereItMatters() {
        Endpoint fresh = only("openapi: 3.0.0\npaths: {/a: {get: {x-max-age: 60}}}");

        assertThat(Json.text(fresh))
                .isEqualTo("{\"endpoint\":\"/a@get\",\"operation\":\"/a@get\",\"scope\":\"shop.r\",\"maxAge\":60}");
        assertThat(Json.read(Json.text(fresh), Endpoint.class)).isEqualTo(fresh);
        assertThat(fresh.named("/b@get").maxAge()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "soon", "{a: b}", "31536001", "99999999999", "''", "true"})
    void whatIsNoSuchTimeIsRefusedRatherThanPassedOver(String value) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Reading.read(FRESH.formatted(value, "")))
                .withMessageContaining("line 5")
                .withMessageContaining("x-max-age");
    }

    @Test
    void whatIsPublicCannotAskForIt() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Reading.read(FRESH.formatted(300, ", x-max-age: 60")))
                .withMessageContaining("line 7")
                .withMessageContaining("is public");
    }
}
