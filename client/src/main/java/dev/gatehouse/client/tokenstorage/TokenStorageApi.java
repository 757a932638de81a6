package dev.gatehouse.client.tokenstorage;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Third-party services and the people who are connected to them. Thread-safe. */
public final class TokenStorageApi {
    private static final ApiOperation SERVICES = admin("GET", "/token-storage/service");
    private static final ApiOperation REGISTER = admin("POST", "/token-storage/service");
    private static final ApiOperation SERVICE = admin("GET", "/token-storage/service/{servicename}");
    private static final ApiOperation REMOVE_SERVICE = admin("DELETE", "/token-storage/service/{servicename}");
    private static final ApiOperation USERS = admin("GET", "/token-storage/user");
    private static final ApiOperation ADD_USER = admin("POST", "/token-storage/user");
    private static final ApiOperation USER = admin("GET", "/token-storage/user/{userId}");
    private static final ApiOperation REMOVE_USER = admin("DELETE", "/token-storage/user/{userId}");
    private static final ApiOperation ROTATE_KEYS = admin("POST", "/token-storage/keys/rotation");
    private static final ApiOperation KEY_ROTATION = admin("GET", "/token-storage/keys/rotation");

    private final Transport transport;

    public TokenStorageApi(Transport transport) {
        this.transport = transport;
    }

    private record ServiceEnvelope(ThirdPartyService data) {}

    private record UserEnvelope(StoredUser data) {}

    /** Services, whoever registered them, by their names. */
    public Stream<ThirdPartyService> services() {
        return transport.call(SERVICES).envelopePages(ServiceEnvelope.class).map(ServiceEnvelope::data);
    }

    /** Registers a service; the same client may repeat it. */
    public void register(ThirdPartyService service) {
        transport.call(REGISTER).json(service).run();
    }

    /** The same for one that is said more of, such as members that only its connector knows. @return what was answered */
    public JsonNode register(JsonNode service) {
        return transport.call(REGISTER).json(service).read(JsonNode.class);
    }

    public ThirdPartyService service(String servicename) {
        return transport.call(SERVICE, servicename).read(ServiceEnvelope.class).data();
    }

    /** Removes a service and every connection to it. */
    public void removeService(String servicename) {
        transport.call(REMOVE_SERVICE, servicename).run();
    }

    /** The people the calling client knows. */
    public Stream<StoredUser> users() {
        return transport.call(USERS).envelopePages(UserEnvelope.class).map(UserEnvelope::data);
    }

    /** Makes a person known to the calling client. */
    public void addUser(String username) {
        transport.call(ADD_USER).json(new StoredUser(username)).run();
    }

    public StoredUser user(String userId) {
        return transport.call(USER, userId).read(UserEnvelope.class).data();
    }

    /** Removes a person with their connections to the services of the calling client. */
    public void removeUser(String userId) {
        transport.call(REMOVE_USER, userId).run();
    }

    /** Encrypts what is stored under a new data key, in the background. */
    public DataKeyProgress rotateKeys() {
        return transport.call(ROTATE_KEYS).read(DataKeyProgress.class);
    }

    public DataKeyProgress keyRotation() {
        return transport.call(KEY_ROTATION).read(DataKeyProgress.class);
    }
}
