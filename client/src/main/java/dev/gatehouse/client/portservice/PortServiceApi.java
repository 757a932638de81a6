package dev.gatehouse.client.portservice;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.tokenstorage.StoredToken;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Services that people connect accounts of, as portals ask for them. Thread-safe. */
public final class PortServiceApi {
    private static final ApiOperation SERVICES = admin("GET", "/port-service/service");
    private static final ApiOperation SERVICE = admin("GET", "/port-service/service/{servicename}");
    private static final ApiOperation EXCHANGE = admin("POST", "/port-service/exchange");
    private static final ApiOperation CREDENTIALS = admin("POST", "/port-service/credentials");
    private static final ApiOperation OF_USER = admin("GET", "/port-service/user/{userId}/service");
    private static final ApiOperation TOKEN = admin("GET", "/port-service/user/{userId}/service/{servicename}");
    private static final ApiOperation REMOVE = admin("DELETE", "/port-service/user/{userId}/service/{servicename}");

    private static final ApiOperation PROJECTS =
            admin("GET", "/port-service/user/{userId}/service/{servicename}/projects");
    private static final ApiOperation CREATE_PROJECT =
            admin("POST", "/port-service/user/{userId}/service/{servicename}/projects");
    private static final ApiOperation PROJECT =
            admin("GET", "/port-service/user/{userId}/service/{servicename}/projects/{projectId}");
    private static final ApiOperation REMOVE_PROJECT =
            admin("DELETE", "/port-service/user/{userId}/service/{servicename}/projects/{projectId}");

    private final Transport transport;

    public PortServiceApi(Transport transport) {
        this.transport = transport;
    }

    private record Jwt(Secret jwt) {}

    private record CreatedProject(String projectId) {}

    private record TokenEnvelope(StoredToken data) {}

    private record Credentials(
            String servicename,
            @Nullable String username,
            @Nullable Secret password,
            String userId) {}

    /** Services, whoever registered them, as they were registered one after another. */
    public Stream<OfferedService> services() {
        return transport.call(SERVICES).pages(OfferedService.class);
    }

    /** What to send a browser to a service with: its state is in it. */
    public Secret service(String servicename) {
        return offered(servicename).jwt();
    }

    /** One service, which may be named without the {@code port-} at the beginning. */
    public OfferedService offered(String servicename) {
        return transport.call(SERVICE, servicename).read(OfferedService.class);
    }

    /** Takes a code that the portal received. @param jwt with code and state, signed */
    public void exchange(Secret jwt) {
        transport.call(EXCHANGE).json(new Jwt(jwt)).run();
    }

    /** Stores what a person entered. @param password or a key; null where the service asks for none */
    public void storeCredentials(
            String servicename, String userId, @Nullable String username, @Nullable Secret password) {
        transport
                .call(CREDENTIALS)
                .json(new Credentials(servicename, username, password, userId))
                .run();
    }

    /** The services a person is connected to. */
    public List<ConnectedService> ofUser(String userId) {
        return transport.call(OF_USER, userId).envelope(ConnectedService.class);
    }

    /** A person's token for a service. Refresh token and client secret are empty. */
    public StoredToken token(String userId, String servicename) {
        return transport
                .call(TOKEN, userId, servicename)
                .read(TokenEnvelope.class)
                .data();
    }

    /** Ends the connection. */
    public void remove(String userId, String servicename) {
        transport.call(REMOVE, userId, servicename).run();
    }

    /** A person's projects as the service's connector tells them; none where the server does not ask connectors. */
    public List<JsonNode> projects(String userId, String servicename) {
        return transport.call(PROJECTS, userId, servicename).list(JsonNode.class);
    }

    /** The project at a place in that list, counted from 0. */
    public JsonNode project(String userId, String servicename, int index) {
        return transport.call(PROJECT, userId, servicename, index).read(JsonNode.class);
    }

    /** Has the service's connector make a project for the person; its id. */
    public String createProject(String userId, String servicename) {
        return transport
                .call(CREATE_PROJECT, userId, servicename)
                .read(CreatedProject.class)
                .projectId();
    }

    /** Has the service's connector remove a project. */
    public void removeProject(String userId, String servicename, String projectId) {
        transport.call(REMOVE_PROJECT, userId, servicename, projectId).run();
    }
}
