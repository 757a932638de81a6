package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.openapi.OpenApiKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleContractsTest {
    private static final List<List<String>> ANY_TOKEN = List.of(List.of());

    @Test
    void readsASwaggerDocumentInYamlAndInJsonAlike() {
        Contract yaml = Reading.sample("shop-2.0.yaml");
        Contract json = Reading.sample("shop-2.0.json");

        assertThat(json.endpoints()).isEqualTo(yaml.endpoints());
        assertThat(json.scopes()).isEqualTo(yaml.scopes());
        assertThat(yaml.type()).isEqualTo(OpenApiKind.SWAGGER);
        assertThat(yaml.title()).isEqualTo("Shop");
        assertThat(yaml.description()).isEqualTo("Sells things.");
        assertThat(yaml.derived()).isFalse();
        assertThat(yaml.notes())
                .containsExactly("Asking for 'key' (apiKey) only, and not for OAuth 2 or OpenID Connect:"
                        + " /api/v1/machine@head (line 86); they need shop.r or shop.w.");
        assertThat(yaml.scopes())
                .containsExactly(
                        Map.entry("orders.r", "See orders"),
                        Map.entry("orders.w", "Place orders"),
                        Map.entry("unused.r", "Declared, never asked for"),
                        Map.entry("stock.r", "See the stock"),
                        Map.entry("shop.r", "read Shop"));
    }

    @Test
    void readsEveryKindOfSecurityOfASwaggerDocument() {
        assertThat(Reading.sample("shop-2.0.yaml").endpoints())
                .containsExactly(
                        needing("/api/v1/machine@head", "/api/v1/machine@head", "shop.r", List.of()),
                        needing("/api/v1/machine@options", "machineOptions", "", ANY_TOKEN),
                        needing("/api/v1/opening-hours@get", "openingHours", "", List.of()),
                        needing("/api/v1/orders/{orderId}@delete", "cancelOrder", "orders.w stock.r", List.of()),
                        needing(
                                "/api/v1/orders/{orderId}@get",
                                "getOrder",
                                "orders.r",
                                List.of(List.of("orders.r"), List.of("stock.r"))),
                        needing("/api/v1/orders@get", "listOrders", "orders.r", List.of()),
                        needing("/api/v1/orders@post", "placeOrder", "orders.r orders.w", List.of()));
    }

    @Test
    void readsServersAndOpenIdConnectOfAnOpenApi30Document() {
        Contract contract = Reading.sample("library-3.0.yaml");

        assertThat(contract.type()).isEqualTo(OpenApiKind.OPENAPI);
        assertThat(contract.description()).isEqualTo("Lends books.\nKeeps track of them.");
        assertThat(contract.scopes())
                .containsExactly(
                        Map.entry("books.r", "See books"),
                        Map.entry("books.w", "Change books"),
                        Map.entry("catalogue", ""));
        assertThat(contract.endpoints())
                .containsExactly(
                        needing("/books/{isbn}@put", "replaceBook", "books.w", List.of()),
                        needing("/shelf/books/{isbn}@get", "getBook", "", List.of()),
                        needing("/shelf/books/{isbn}@trace", "traceBook", "", List.of()),
                        needing(
                                "/v2/books@get",
                                "searchBooks",
                                "books.r",
                                List.of(List.of("books.r"), List.of("books.r", "catalogue"))),
                        needing("/v2/books@post", "addBook", "books.w", List.of()));
        assertThat(contract.notes())
                .containsExactly(
                        "Server URL 'https://{region}.example.com/{version}/' at line 10 has variables in its path;"
                                + " their defaults were taken: '/v2'.",
                        "The servers at line 10 have different paths: that of the first, '/v2', was taken, not '/v1'.",
                        "1 of 5 operations state no security, nor does the document for all of them: they are public.",
                        "1 $ref lead to other files; none holds an endpoint, and none was followed.");
    }

    @Test
    void readsAnchorsAndMergeKeysOfAnOpenApi31Document() {
        Contract contract = Reading.sample("meters-3.1.yaml");

        assertThat(contract.endpoints())
                .containsExactly(
                        needing("/gauges@get", "getGauges", "meters.r", List.of()),
                        needing("/readings@get", "getReadings", "meters.r", List.of()),
                        needing("/readings@post", "addReading", "meters.w", List.of()));
        assertThat(contract.notes())
                .containsExactly("Webhooks are calls that the service makes itself; they were not taken as endpoints.");
    }

    @Test
    void followsReferencesToPathItemsWithSiblings() {
        assertThat(Reading.sample("path-references-3.1.yaml").endpoints())
                .containsExactly(
                        needing("/houses/{house}/meters@delete", "removeMeters", "meters.w", List.of()),
                        needing("/houses/{house}/meters@get", "getHouseMeters", "meters.r", List.of()),
                        needing("/meters@get", "getMeters", "meters.r", List.of()),
                        needing("/meters@patch", "adjustMeters", "meters.w", List.of()));
    }

    @Test
    void derivesScopesWhereADocumentStatesNoOAuth() {
        Contract contract = Reading.sample("notices-3.0-without-oauth.yaml");

        assertThat(contract.derived()).isTrue();
        assertThat(contract.scopes())
                .containsExactly(Map.entry("shop.r", "read Notices"), Map.entry("shop.w", "write Notices"));
        assertThat(contract.endpoints())
                .containsExactly(
                        needing("/health@get", "health", "", List.of()),
                        needing("/notices@get", "listNotices", "shop.r", List.of()),
                        needing("/notices@post", "addNotice", "shop.w", List.of()));
    }

    private static Endpoint needing(String endpoint, String operation, String scope, List<List<String>> requires) {
        return new Endpoint(endpoint, operation, scope, requires);
    }
}
