package dev.gatehouse.registry;

/** Small contract documents that build on each other. */
public final class Contracts {
    private Contracts() {}

    /** Orders: list and place. */
    public static String v1() {
        return """
                openapi: 3.1.0
                info: {title: Orders, description: Takes orders., version: 1.0.0}
                servers: [{url: 'https://api.example.org/v1/'}]
                components:
                  securitySchemes:
                    oauth:
                      type: oauth2
                      flows:
                        clientCredentials:
                          tokenUrl: https://id.example.org/token
                          scopes: {orders.r: read orders, orders.w: place orders}
                security: [{oauth: [orders.r]}]
                paths:
                  /orders:
                    get: {operationId: listOrders, responses: {'200': {description: ok}}}
                    post:
                      operationId: placeOrder
                      security: [{oauth: [orders.w]}]
                      responses: {'201': {description: placed}}
                  /status:
                    get: {operationId: status, security: [], responses: {'200': {description: ok}}}
                """;
    }

    /** Placing needs another scope, the status is gone, orders can be cancelled. */
    public static String v2() {
        return v1().replace("orders.w: place orders", "orders.place: place orders")
                .replace("security: [{oauth: [orders.w]}]", "security: [{oauth: [orders.place]}]")
                .replace(
                        "  /status:\n    get: {operationId: status, security: [],",
                        "  /orders/{id}:\n    delete: {operationId: cancelOrder, security: [{oauth: [orders.place]}],");
    }

    /** The same service as a GraphQL schema. */
    public static String graphql() {
        return """
                "Takes orders, by field."
                schema { query: Shop mutation: Till }
                type Shop {
                  orders: [String!]! @requiresScopes(scopes: [["orders.r"]])
                  status: String
                }
                type Till { placeOrder: String @requiresScopes(scopes: [["orders.w"], ["orders.admin"]]) }
                """;
    }

    /** The same service as a hybrid specification. */
    public static String hybrid() {
        return """
                host: example.net
                service: orders
                action:
                  - {name: list, version: 0.1.0, handler: ListOrders, scope: orders.r}
                  - {name: place, version: 0.1.0, handler: PlaceOrder, scope: orders.w}
                """;
    }
}
