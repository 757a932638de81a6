package dev.gatehouse.http;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.Set;

/** The bounds of the HTTP server itself; what it does not bound stands in {@link ConnectionDeadlines}. */
final class ServerOptions {
    static final int MAXIMUM_HEADER_BYTES = 16 * 1024;
    static final int MAXIMUM_TARGET_BYTES = 16 * 1024;
    private static final int MAXIMUM_STREAMS = 100;

    private ServerOptions() {}

    static HttpServerOptions of(DoorOptions door) {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MAXIMUM_HEADER_BYTES)
                .setMaxInitialLineLength(MAXIMUM_TARGET_BYTES)
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(true)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MAXIMUM_STREAMS)
                        .setMaxHeaderListSize(MAXIMUM_HEADER_BYTES))
                .setStrictThreadMode(true)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setAcceptBacklog(1024);
        if (door.isTls()) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                    .setKeyCertOptions(certificate(door));
        }
        return options;
    }

    static PemKeyCertOptions certificate(DoorOptions door) {
        return new PemKeyCertOptions()
                .addCertPath(door.certificate().toString())
                .addKeyPath(door.privateKey().toString());
    }
}
