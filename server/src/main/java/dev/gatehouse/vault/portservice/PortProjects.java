package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.Visibility;
import dev.gatehouse.vault.tokenstorage.UserTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * People's projects at third parties, which their connectors know. Each is for who may use the person's connection.
 * Thread-safe.
 */
public record PortProjects(UserTokens tokens, PortNames names, ConnectorCalls calls) {

    /** What the connector lists; nothing where it lists none, or where connectors are not asked. */
    List<JsonNode> list(Caller caller, String userId, String service) {
        return list(connected(caller, userId, service));
    }

    private List<JsonNode> list(Connection connection) {
        if (!calls.isPossible()) {
            return List.of();
        }
        OutgoingAnswer answer =
                calls.projects(connection.id().connector(), connection.id().userId());
        return isGood(answer)
                ? parsed(answer)
                        .map(JsonNode::valueStream)
                        .orElseThrow(() -> notJson(connection))
                        .toList()
                : List.of();
    }

    /**
     * The project at a place in the list, counted from 0.
     *
     * @throws ApiException ERR12143, or as the others
     */
    JsonNode get(Caller caller, String userId, String service, String index) {
        List<JsonNode> all = list(connected(caller, userId, service));
        if (!index.matches("[0-9]{1,9}") || Integer.parseInt(index) >= all.size()) {
            throw ErrorCode.PROJECT_NOT_FOUND.with(userId, index, service);
        }
        return all.get(Integer.parseInt(index));
    }

    /**
     * Makes a project.
     *
     * @return its id
     * @throws ApiException ERR12013, ERR12131, or ERR12142 where the connector does not do it
     */
    Map<String, Object> create(Caller caller, String userId, String service) {
        Connection connection = connected(caller, userId, service);
        String connector = connection.id().connector();
        OutgoingAnswer answer = calls.createProject(connector, userId);
        if (!isGood(answer)) {
            throw ConnectorCalls.failed(connector, "it answered " + answer.status());
        }
        String id =
                parsed(answer).map(body -> body.path("projectId").asString("")).orElse("");
        if (id.isEmpty()) {
            throw ConnectorCalls.failed(connector, "its answer has no projectId");
        }
        return Map.of("projectId", id);
    }

    /** @throws ApiException as {@link #create}, and ERR12143 */
    void remove(Caller caller, String userId, String service, String projectId) {
        Connection connection = connected(caller, userId, service);
        String connector = connection.id().connector();
        OutgoingAnswer answer = calls.removeProject(connector, userId, projectId);
        if (answer.status() == 404) {
            throw ErrorCode.PROJECT_NOT_FOUND.with(userId, projectId, connector);
        }
        if (!isGood(answer)) {
            throw ConnectorCalls.failed(connector, "it answered " + answer.status());
        }
    }

    /** A connection that the caller may use: being an administrator is no reason for that. */
    private Connection connected(Caller caller, String userId, String service) {
        Connection connection = tokens.find(caller, userId, names.whole(service));
        boolean usable =
                connection.status() != ConnectionStatus.REVOKED && new Visibility(caller).maySeeSecretsOf(connection);
        if (!usable) {
            throw ErrorCode.CONNECTION_NOT_FOUND.with(userId, connection.id().connector());
        }
        return connection;
    }

    private static boolean isGood(OutgoingAnswer answer) {
        return answer.status() / 100 == 2;
    }

    private static Optional<JsonNode> parsed(OutgoingAnswer answer) {
        try {
            return Optional.of(Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)));
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    private static ApiException notJson(Connection connection) {
        return ConnectorCalls.failed(connection.id().connector(), "its answer is no JSON");
    }
}
