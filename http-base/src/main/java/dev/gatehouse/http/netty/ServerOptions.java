package dev.gatehouse.http.netty;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bounds of the HTTP server itself; what it does not bound stands in {@link ConnectionDeadlines}. */
final class ServerOptions {
    static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_STREAMS = 100;

    /** What every stream may send of a body before it is read (RFC 9113 section 6.5.2, the default). */
    private static final int STREAM_WINDOW = 65_535;

    private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    /** With forward secrecy and authenticated encryption alone (RFC 9325 section 4.2): all of TLS 1.3, these of TLS 1.2. */
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private ServerOptions() {}

    /** @param certificate null for plain HTTP */
    static HttpServerOptions of(ListenerOptions.Wire wire, @Nullable ServerCertificate certificate) {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(wire.targetBytes())
                .setMaxChunkSize(wire.chunkBytes())
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(wire.http2())
                // There are none here, and what would serve them would see every request.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS).setMaxHeaderListSize(MAX_HEADER_BYTES))
                // Enough for all streams, so that bodies held back on some leave the others theirs.
                .setHttp2ConnectionWindowSize(MAX_STREAMS * STREAM_WINDOW)
                .setStrictThreadMode(true)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setAcceptBacklog(1024);
        if (wire.socketBufferBytes() > 0) {
            options.setSendBufferSize(wire.socketBufferBytes()).setReceiveBufferSize(wire.socketBufferBytes());
        }
        if (certificate != null) {
            options.setSsl(true)
                    .setUseAlpn(wire.http2())
                    .setAlpnVersions(
                            wire.http2()
                                    ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                                    : List.of(HttpVersion.HTTP_1_1))
                    .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                    .setKeyCertOptions(certificate.options());
            CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        }
        return options;
    }

    /** What changes with a renewed certificate, and what must be said again not to be lost. */
    static ServerSSLOptions tls(ServerCertificate certificate) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setEnabledSecureTransportProtocols(TLS_VERSIONS);
        options.setKeyCertOptions(certificate.options());
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        return options;
    }
}
