package dev.gatehouse.http.netty.gate;

import dev.gatehouse.api.IpAddress;
import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom a proxy has opened a connection (HAProxy's PROXY protocol, versions 1 and 2). Immutable.
 *
 * @param client empty where it opened it for itself, such as to see whether we are well, or cannot tell
 */
public record ProxyHeader(Optional<InetAddress> client) {
    private static final AttributeKey<ProxyHeader> HEADER = AttributeKey.valueOf("gatehouse.proxy.header");

    /** The one that a connection began with; null where none was due. */
    public static @Nullable ProxyHeader of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().attr(HEADER).get();
    }

    /** @throws DecoderException where its address is none, such as one with a zone */
    static ProxyHeader of(HAProxyMessage message) {
        AddressFamily family = message.proxiedProtocol().addressFamily();
        boolean named = message.command() == HAProxyCommand.PROXY
                && (family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6);
        return new ProxyHeader(named ? Optional.of(address(message.sourceAddress())) : Optional.empty());
    }

    private static InetAddress address(String text) {
        return IpAddress.parse(text).orElseThrow(() -> new DecoderException("it holds a malformed address"));
    }

    void holdsFor(Channel connection) {
        connection.attr(HEADER).set(this);
    }
}
