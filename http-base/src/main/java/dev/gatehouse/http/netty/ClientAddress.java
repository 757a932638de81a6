package dev.gatehouse.http.netty;

import dev.gatehouse.http.netty.gate.ProxyHeader;
import dev.gatehouse.http.syntax.TrustedProxies;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;

/** Decides where connections and requests come from. */
final class ClientAddress {
    private ClientAddress() {}

    /** That of the client for whom a proxy opened it, else that of its other end; an empty text where there is none. */
    static String of(HttpConnection connection) {
        ProxyHeader header = ProxyHeader.of(connection);
        return header == null
                ? otherEnd(connection)
                : header.client().map(InetAddress::getHostAddress).orElseGet(() -> otherEnd(connection));
    }

    private static String otherEnd(HttpConnection connection) {
        SocketAddress address = connection.remoteAddress();
        return address == null ? "" : String.valueOf(address.hostAddress());
    }

    /**
     * The same, or what trusted proxies say in the request's fields. A proxy that should have named its client at the start
     * of the connection, and named nobody, is not taken to have written fields.
     *
     * @param address of the request's connection
     */
    static String of(HttpServerRequest request, String address, TrustedProxies proxies) {
        ProxyHeader header = ProxyHeader.of(request.connection());
        return header == null || header.client().isPresent()
                ? proxies.caller(address, request.headers()::getAll)
                : address;
    }
}
