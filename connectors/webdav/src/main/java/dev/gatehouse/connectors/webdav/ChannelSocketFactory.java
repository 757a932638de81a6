package dev.gatehouse.connectors.webdav;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/** Makes sockets that have a channel, for {@link SocketConnection}. Stateless. */
final class ChannelSocketFactory extends PlainConnectionSocketFactory {
    @Override
    public Socket createSocket(HttpContext context) throws IOException {
        return SocketChannel.open().socket();
    }
}
