package dev.gatehouse.client.server;

import static dev.gatehouse.client.call.ApiOperation.open;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;

/** What the authorization server says of itself and of the services it issues tokens for. Thread-safe. */
public final class Discovery {
    private static final ApiOperation SERVER = open("GET", "/.well-known/oauth-authorization-server");
    private static final ApiOperation OPENID = open("GET", "/.well-known/openid-configuration");
    private static final ApiOperation API = open("GET", "/.well-known/oauth-protected-resource");
    private static final ApiOperation SERVICE = open("GET", "/.well-known/oauth-protected-resource/{serviceId}");

    private final Transport transport;

    public Discovery(Transport transport) {
        this.transport = transport;
    }

    /** The authorization server (RFC 8414). */
    public IssuerMetadata issuer() {
        return transport.call(SERVER).anonymous().read(IssuerMetadata.class);
    }

    /** The same as OpenID Connect has it. */
    public IssuerMetadata openid() {
        return transport.call(OPENID).anonymous().read(IssuerMetadata.class);
    }

    /** The API of the admin listener (RFC 9728). */
    public ResourceMetadata api() {
        return transport.call(API).anonymous().read(ResourceMetadata.class);
    }

    /** A registered service (RFC 9728). */
    public ResourceMetadata service(String serviceId) {
        return transport.call(SERVICE, serviceId).anonymous().read(ResourceMetadata.class);
    }
}
