package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.hybrid.HybridKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridContractsTest {
    private static final String HEAD = "host: h\nservice: s\naction:\n";

    @Test
    void readsTheActionsOfASpecification() {
        Contract contract = Reading.sample("rules-hybrid.yaml");

        assertThat(contract.type()).isEqualTo(HybridKind.HYBRID);
        assertThat(contract.title()).isEqualTo("rules");
        assertThat(contract.description()).isEqualTo("Keeps rules.");
        assertThat(contract.derived()).isFalse();
        assertThat(contract.endpoints())
                .containsExactly(
                        needing("example.net/rules/createRule/0.1.0", "createRule", "rules.w"),
                        new Endpoint(
                                "example.net/rules/createRule/0.2",
                                "createRule",
                                "rules.w rules.v2",
                                List.of(),
                                true,
                                null,
                                null),
                        needingAnyToken("example.net/rules/health/1", "health"),
                        needingAnyToken("example.net/rules/listRules/0.1.0", "listRules"),
                        needing("example.net/rules/ping/1", "ping", ""));
        assertThat(contract.scopes()).containsExactly(Map.entry("rules.w", ""), Map.entry("rules.v2", ""));
        assertThat(contract.notes())
                .containsExactly(
                        "Action 'example.net/rules/health/1' has an empty scope at line 21; any valid token is good for it,"
                                + " as only skipAuth makes it public.");
    }

    @Test
    void derivesAWritingScopeWhereNoActionStatesAny() {
        Contract contract = Reading.sample("rules-hybrid-without-scopes.json");

        assertThat(contract.derived()).isTrue();
        assertThat(contract.endpoints()).extracting(Endpoint::scope).containsOnly("shop.w");
        assertThat(contract.scopes()).containsExactly(Map.entry("shop.w", "write rules"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "service: s\\naction: []                         | line 1, column 1: there is no 'host' here; add it",
                "host: 1\\nservice: s\\naction: []               | line 1, column 1: 'host' is a number; it must be text",
                "host: ''\\nservice: s\\naction: []              | line 1, column 1: 'host' is empty; it must be a name without slashes and blanks",
                "host: a/b\\nservice: s\\naction: []             | 'host' is 'a/b'; it must be a name without slashes and blanks",
                "host: h\\nservice: [s]\\naction: []             | line 2, column 1: 'service' is a list; it must be text",
                "host: h\\nservice: s\\naction: {}               | line 3, column 1: 'action' is an object; it must be a list",
                "host: h\\nservice: s\\naction: [a]              | line 3, column 10: an item of 'action' is text; it must be an object with 'name' and 'version'",
                "host: h\\nservice: s\\naction: [{name: a}]      | line 3, column 10: there is no 'version' here; add it",
                "host: h\\nservice: s\\naction: [{version: 1}]   | line 3, column 10: there is no 'name' here; add it",
                "host: h\\nservice: s\\naction: [{name: 1, version: 1}]          | 'name' is a number; it must be text",
                "host: h\\nservice: s\\naction: [{name: a b, version: 1}]        | 'name' is 'a b'; it must be a name",
                "host: h\\nservice: s\\naction: [{name: a, version: {}}]         | 'version' is an object; it must be text",
                "host: h\\nservice: s\\naction: [{name: a, version: }]           | 'version' is empty; it must be a name",
                "host: h\\nservice: s\\naction: [{name: a, version: 1, scope: [a]}]  | line 3, column 32: 'scope' is a list; it must be text",
                "host: h\\nservice: s\\naction: [{name: a, version: 1, scope: }]     | 'scope' is empty; it must be text",
                "host: h\\nservice: s\\naction: [{name: a, version: 1, scope: 'a  b'}] | scope 'a  b' has characters that a scope cannot have",
                "host: h\\nservice: s\\naction: [{name: a, version: 1, skipAuth: 'true'}]  | line 3, column 32: 'skipAuth' is text; it must be true or false",
                "host: h\\nservice: s\\naction: [{$ref: '#/action/0'}]                 | $ref leads in a circle",
                "host: h\\nservice: s\\naction: [{$ref: a.yaml}]                       | $ref 'a.yaml' must point into this document",
                "host: h\\nservice: s\\nx: {}\\naction: [{$ref: '#/x', skipAuth: true}]        | 'skipAuth' stands beside a $ref",
                "host: h\\nservice: s\\naction: [{name: a, version: 1, handler: 7}]  | 'handler' is a number; it must be text",
                "host: h\\nservice: s\\naction: [{name: a, version: 1},\\n{name: a, version: '1'}] | line 4, column 1: action 'h/s/a/1' is there already, at line 3",
                "host: h\\nservice: s\\naction: [{name: a, version: 1, request: {schema: {$ref: 'http://x/y'}}}] | leads out of the document",
            })
    void namesTheFieldAndThePlaceOfWhatIsWrong(String document, String message) {
        assertThat(Reading.refusal(document.replace("\\n", "\n"))).contains(message);
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        Contract contract = Reading.read(
                "x-owner: {a: [1]}\nrule: 7\n" + HEAD + "  - {name: a, version: 1, scope: a, skip: {b: [c]}, x-y: z}");

        assertThat(contract.endpoints()).containsExactly(needing("h/s/a/1", "a", "a"));
    }

    @Test
    void countsAScopeOnceHoweverOftenItIsWritten() {
        Contract contract = Reading.read(HEAD + "  - {name: a, version: 1, scope: b a b}");

        assertThat(contract.endpoints()).containsExactly(needing("h/s/a/1", "a", "b a"));
    }

    @Test
    void s13_refusesASharedActionInTooManyPlaces() {
        String bomb = "host: h\nservice: s\nx-a: &a {name: a, version: 1}\naction: [" + "*a,".repeat(60_000) + "]";

        assertThat(Reading.refusal(bomb)).contains("is there already");
    }

    @Test
    void s13_refusesTooManyActions() {
        StringBuilder document = new StringBuilder("{\"host\":\"h\",\"service\":\"s\",\"action\":[");
        for (int action = 0; action <= 50_000; action++) {
            document.append(action == 0 ? "" : ",").append("{\"name\":\"a%d\",\"version\":\"1\"}".formatted(action));
        }

        assertThat(Reading.refusal(document + "]}")).contains("more than the 50,000 actions");
    }

    /** As the framework has it: without a token only where that is said, and with any where no scope is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "skipAuth: true              | ''   | []",
                "'skipAuth: true, scope: a'  | ''   | []",
                "skipAuth: false             | ''   | [[]]",
                "'skipAuth: false, scope: a' | a    | []",
                "x-y: z                      | ''   | [[]]",
                "scope: ''                   | ''   | [[]]",
                "$ref: '#/x-access'          | b    | []",
            })
    void onlySkipAuthMakesAnActionPublic(String access, String scope, String requires) {
        String action = access.startsWith("$ref") ? access : "name: a, version: 1, " + access.replace("'skip", "skip");
        Contract contract = Reading.read(HEAD
                + "  - {name: other, version: 1, scope: a}\n  - {%s}\nx-access: {name: a, version: 1, scope: b}"
                        .formatted(action));

        Endpoint endpoint = Reading.endpoint(contract, "h/s/a/1");
        assertThat(endpoint.scope()).isEqualTo(scope);
        assertThat(endpoint.requires()).hasToString(requires);
    }

    @Test
    void readsAnActionThatOnlySkipsAuthorizationAsPublic() {
        assertThat(Reading.read(HEAD + "  - {name: a, version: 1, skipAuth: true}\n  - {name: b, version: 1}")
                        .endpoints())
                .containsExactly(needing("h/s/a/1", "a", ""), needingAnyToken("h/s/b/1", "b"));
    }

    @Test
    void readsTheOlderForm() {
        Contract contract = Reading.read("""
                {"example.net/account/delete/0.1.1": {"schema": {"type": "object"}, "scope": "world.w"},
                 "example.net/account/ping/0.1.0": {"skipAuth": true},
                 "example.net/account/list/0.1.0": {"schema": {}}}
                """);

        assertThat(contract.type()).isEqualTo(HybridKind.HYBRID);
        assertThat(contract.title()).isEqualTo("account");
        assertThat(contract.endpoints())
                .containsExactly(
                        needing("example.net/account/delete/0.1.1", "delete", "world.w"),
                        needingAnyToken("example.net/account/list/0.1.0", "list"),
                        needing("example.net/account/ping/0.1.0", "ping", ""));
    }

    private static Endpoint needingAnyToken(String endpoint, String operation) {
        return new Endpoint(endpoint, operation, "", List.of(List.of()));
    }

    private static Endpoint needing(String endpoint, String operation, String scope) {
        return new Endpoint(endpoint, operation, scope, List.of());
    }
}
