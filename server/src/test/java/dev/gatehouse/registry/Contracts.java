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
                          scopes: {ordering.r: read orders, ordering.w: place orders}
                security: [{oauth: [ordering.r]}]
                paths:
                  /orders:
                    get: {operationId: listOrders, responses: {'200': {description: ok}}}
                    post:
                      operationId: placeOrder
                      security: [{oauth: [ordering.w]}]
                      responses: {'201': {description: placed}}
                  /status:
                    get: {operationId: status, security: [], responses: {'200': {description: ok}}}
                """;
    }

    /** Placing needs another scope, the status is gone, orders can be cancelled. */
    public static String v2() {
        return v1().replace("ordering.w: place orders", "ordering.place: place orders")
                .replace("security: [{oauth: [ordering.w]}]", "security: [{oauth: [ordering.place]}]")
                .replace(
                        "  /status:\n    get: {operationId: status, security: [],",
                        "  /orders/{id}:\n    delete: {operationId: cancelOrder, security: [{oauth: [ordering.place]}],");
    }

    /** The same service as a GraphQL schema. */
    public static String graphql() {
        return """
                "Takes orders, by field."
                schema { query: Shop mutation: Till }
                type Shop {
                  orders: [String!]! @requiresScopes(scopes: [["ordering.r"]])
                  status: String
                }
                type Till { placeOrder: String @requiresScopes(scopes: [["ordering.w"], ["ordering.admin"]]) }
                """;
    }

    /** The same service as a hybrid specification. */
    public static String hybrid() {
        return """
                host: example.net
                service: orders
                action:
                  - {name: list, version: 0.1.0, handler: ListOrders, scope: ordering.r}
                  - {name: place, version: 0.1.0, handler: PlaceOrder, scope: ordering.w}
                """;
    }
}
