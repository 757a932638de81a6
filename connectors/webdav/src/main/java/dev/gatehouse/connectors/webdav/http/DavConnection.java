package dev.gatehouse.connectors.webdav.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.io.HttpClientConnection;

/** A connection to the server: its socket, and the HTTP library on it. Used by one exchange at a time; closed by any thread. */
final class DavConnection implements AutoCloseable {
    /** How much of an answer the library reads ahead at most. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final int HEADER_BYTES = 16 * 1024;
    private static final int HEADERS = 200;
    private static final long LIFE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

    /** A connection that is not idle for longer is used without asking whether the server closed it. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();

    private static final DefaultBHttpClientConnectionFactory HTTP = DefaultBHttpClientConnectionFactory.builder()
            .http1Config(Http1Config.custom()
                    .setBufferSize(BUFFER_BYTES)
                    .setMaxLineLength(HEADER_BYTES)
                    .setMaxHeaderCount(HEADERS)
                    .build())
            .charCodingConfig(CharCodingConfig.custom()
                    .setCharset(StandardCharsets.UTF_8)
                    .setMalformedInputAction(CodingErrorAction.REPLACE)
                    .setUnmappableInputAction(CodingErrorAction.REPLACE)
                    .build())
            .build();

    private final SocketChannel socket;
    private final HttpClientConnection http;
    private final boolean encrypted;
    private final long opened = System.nanoTime();
    private long idleSince;
    private boolean kept;
    private volatile ExchangeProgress progress = new ExchangeProgress(Duration.ZERO);

    private DavConnection(SocketChannel socket, HttpClientConnection http, boolean encrypted) {
        this.socket = socket;
        this.http = http;
        this.encrypted = encrypted;
    }

    /**
     * Connects. The handshake of TLS comes with the first request, within its time.
     *
     * @param server its URL
     * @param timeout for each of its addresses
     * @param tls whom it trusts where the URL is one of https
     */
    static DavConnection open(URI server, Duration timeout, SSLSocketFactory tls) throws IOException {
        boolean encrypted = "https".equals(server.getScheme());
        int port = server.getPort() >= 0 ? server.getPort() : encrypted ? 443 : 80;
        SocketChannel socket = connect(server.getHost(), port, timeout);
        try {
            HttpClientConnection http = encrypted
                    ? HTTP.createConnection(secured(socket, server.getHost(), port, tls), socket.socket())
                    : HTTP.createConnection(socket.socket());
            return new DavConnection(socket, http, encrypted);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SocketChannel connect(String host, int port, Duration timeout) throws IOException {
        IOException failure = new IOException(host + " has no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel socket = SocketChannel.open();
            try {
                socket.socket().connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static SSLSocket secured(SocketChannel socket, String host, int port, SSLSocketFactory tls)
            throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket.socket(), host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }

    HttpClientConnection http() {
        return http;
    }

    /** What bodies can be read from; none where it is encrypted. */
    Optional<SocketChannel> plainSocket() {
        return encrypted ? Optional.empty() : Optional.of(socket);
    }

    /** Serves an exchange from now on. */
    void serve(ExchangeProgress exchange) {
        progress = exchange;
        exchange.servedBy(this::close);
    }

    /** Ends its exchange where the server had its time. */
    void check() {
        if (progress.isExhausted()) {
            close();
        }
    }

    /** The exchange is over, and another may follow. */
    void keep() {
        kept = true;
        idleSince = System.nanoTime();
    }

    /** Whether it served before, so that the server may close it any time. */
    boolean isKept() {
        return kept;
    }

    boolean isOld() {
        long now = System.nanoTime();
        return now - opened > LIFE_NANOS || now - idleSince > IDLE_NANOS;
    }

    /** Whether a kept one may serve again. */
    boolean isUsable() throws IOException {
        return !isOld() && (System.nanoTime() - idleSince < TRUSTED_NANOS || !http.isStale());
    }

    /** At once and without a word, which could have to wait for the server. */
    @Override
    public void close() {
        try (socket) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // closed already
        }
    }
}
