package dev.gatehouse.events;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What can happen. */
public enum EventType {
    /** A person connected, for the first time or again. */
    CONNECTED("connection.connected"),
    /** Tokens could be refreshed again after at least one failure. */
    REFRESHED("connection.refreshed"),
    /** The third party gives no more tokens; the person has to connect again. */
    RECONNECT_REQUIRED("connection.reconnect_required"),
    /** The connection is over, its tokens are gone. */
    REVOKED("connection.revoked"),
    /** The connection is going to be revoked, since nobody uses it. */
    EXPIRING("connection.expiring"),

    ACCESS_REQUESTED("access.requested"),
    ACCESS_APPROVED("access.approved"),
    ACCESS_DENIED("access.denied"),
    ACCESS_WITHDRAWN("access.withdrawn"),
    ACCESS_ENDED("access.ended"),

    CLIENT_CREATED("client.created"),
    /** What is said of it, or what it is linked to. */
    CLIENT_CHANGED("client.changed"),
    /** It has another secret. */
    CLIENT_SECRET("client.secret"),
    CLIENT_REMOVED("client.removed"),

    SERVICE_CREATED("service.created"),
    /** What is said of it. */
    SERVICE_CHANGED("service.changed"),
    /** Its contract, or its endpoints. */
    SERVICE_CONTRACT_CHANGED("service.contract_changed"),
    SERVICE_REMOVED("service.removed"),

    SESSION_BEGUN("session.begun"),
    SESSION_ENDED("session.ended");

    private static final Set<String> CONNECTIONS = Set.of("token-storage.r", "token-storage.w");
    private static final Set<String> CLIENTS = Set.of("oauth.client.r", "oauth.client.w");
    private static final Set<String> SERVICES = Set.of("oauth.service.r", "oauth.service.w");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** As receivers and the database know it. */
    public String label() {
        return label;
    }

    private String topic() {
        return label.substring(0, label.indexOf('.'));
    }

    /** Whether the caller's token reaches what such events tell of: who reads it by asking may be told of it. */
    private boolean isFor(Caller caller) {
        return caller.isAdministrator()
                || switch (topic()) {
                    case "connection" -> hasOne(caller, CONNECTIONS);
                    case "service" -> hasOne(caller, SERVICES);
                    // Who decides on access owns a service, who asks for it a client.
                    case "access" -> hasOne(caller, SERVICES) || hasOne(caller, CLIENTS);
                    default -> hasOne(caller, CLIENTS);
                };
    }

    private static boolean hasOne(Caller caller, Set<String> scopes) {
        return scopes.stream().anyMatch(caller.scopes()::contains);
    }

    /** All labels, in a fixed order. */
    public static List<String> labels() {
        return labels(Arrays.stream(values()));
    }

    /** The labels of what happens to connections, which is all there was once. */
    public static List<String> ofConnections() {
        return labels(Arrays.stream(values()).filter(type -> type.topic().equals("connection")));
    }

    /** All labels that the caller may be told of. */
    public static List<String> labelsFor(Caller caller) {
        return labels(Arrays.stream(values()).filter(type -> type.isFor(caller)));
    }

    /** Whether the caller may be told of what events of this label tell of. */
    public static boolean isFor(Caller caller, String label) {
        return labelsFor(caller).contains(label);
    }

    /** @throws dev.gatehouse.api.ApiException ERR11620 where the caller's token does not reach what one of them tells of */
    public static void require(Caller caller, List<String> labels) {
        List<String> beyond = labels.stream()
                .filter(label -> !labelsFor(caller).contains(label))
                .toList();
        if (!beyond.isEmpty()) {
            throw ErrorCode.PERMISSION_DENIED.with(
                    "The caller's token does not reach what the events " + String.join(", ", beyond) + " tell of");
        }
    }

    private static List<String> labels(Stream<EventType> types) {
        return types.map(EventType::label).toList();
    }
}
