package dev.gatehouse.client.oauthclient;

import static dev.gatehouse.client.call.ApiOperation.open;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;

/** Dynamic client registration (RFC 7591, RFC 7592). Thread-safe. */
public final class ClientRegistrations {
    private static final ApiOperation REGISTER = open("POST", "/oauth2/register");
    private static final ApiOperation READ = open("GET", "/oauth2/register/{clientId}");
    private static final ApiOperation UPDATE = open("PUT", "/oauth2/register/{clientId}");
    private static final ApiOperation DELETE = open("DELETE", "/oauth2/register/{clientId}");

    private final Transport transport;

    public ClientRegistrations(Transport transport) {
        this.transport = transport;
    }

    public ClientRegistration register(ClientMetadata metadata) {
        return transport.call(REGISTER).json(metadata).read(ClientRegistration.class);
    }

    /** @param registrationToken the registration's own access token */
    public ClientRegistration read(String clientId, Secret registrationToken) {
        return transport.call(READ, clientId).bearer(registrationToken).read(ClientRegistration.class);
    }

    /** @param metadata all that shall hold from now on */
    public ClientRegistration update(String clientId, Secret registrationToken, ClientMetadata metadata) {
        return transport
                .call(UPDATE, clientId)
                .bearer(registrationToken)
                .json(new Update(clientId, metadata))
                .read(ClientRegistration.class);
    }

    public void delete(String clientId, Secret registrationToken) {
        transport.call(DELETE, clientId).bearer(registrationToken).run();
    }

    private record Update(
            @com.fasterxml.jackson.annotation.JsonProperty("client_id")
            String clientId,

            @com.fasterxml.jackson.annotation.JsonUnwrapped ClientMetadata metadata) {}
}
