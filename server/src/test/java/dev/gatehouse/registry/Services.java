package dev.gatehouse.registry;

import java.util.UUID;

/** Makes ids and bodies that no other test uses. */
public final class Services {
    private Services() {}

    public static String newId() {
        return "service-" + UUID.randomUUID();
    }

    public static String body(String serviceId) {
        return body(serviceId, "A service", "data.r data.w");
    }

    public static String body(String serviceId, String name, String scope) {
        return """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"%s","scope":"%s"}
                """.formatted(serviceId, name, scope);
    }

    static String ownedBy(String serviceId, String ownerId) {
        return """
                {"serviceId":"%s","serviceType":"swagger","serviceName":"Owned","scope":"data.r","ownerId":"%s"}
                """.formatted(serviceId, ownerId);
    }

    static final String SEED_ENDPOINTS = """
            [{"endpoint":"/v1/data@post","operation":"createData","scope":"data.w"},
             {"endpoint":"/v1/data@put","operation":"updateData","scope":"data.w"},
             {"endpoint":"/v1/data@get","operation":"retrieveData","scope":"data.r"},
             {"endpoint":"/v1/data@delete","operation":"deleteData","scope":"data.w"}]
            """;
}
