package dev.gatehouse.http.netty;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.http.netty.ListenerOptions.CertificateFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's certificate, taken up again without a restart when its files change: new connections get the new one, open
 * ones keep theirs. While the new one cannot be used, the old one stays. Thread-safe.
 */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final Vertx vertx;
    private final ListenerOptions listener;
    private final AtomicReference<@Nullable ServerCertificate> seen;

    private Certificates(Vertx vertx, ListenerOptions listener, @Nullable ServerCertificate first) {
        this.vertx = vertx;
        this.listener = listener;
        this.seen = new AtomicReference<>(first);
    }

    /** @throws StartupException when the listener has a certificate that cannot be used */
    static Certificates open(Vertx vertx, ListenerOptions listener) {
        CertificateFiles files = listener.certificate();
        if (files == null) {
            return new Certificates(vertx, listener, null);
        }
        try {
            ServerCertificate certificate = ServerCertificate.read(files.chain(), files.privateKey());
            certificate.check(vertx);
            return new Certificates(vertx, listener, certificate);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupException("The " + listener.name() + " listener cannot use the certificate "
                    + files.chain() + " with the key " + files.privateKey() + ": " + reason(e));
        }
    }

    /** The certificate that was read last; null for plain HTTP. */
    @Nullable
    ServerCertificate current() {
        return seen.get();
    }

    /** Looks for renewed files from now on. Any of the listener's servers may find them: they share one certificate. */
    void keepRenewed(HttpServer server) {
        CertificateFiles files = listener.certificate();
        if (files != null) {
            vertx.setPeriodic(
                    files.renewalCheck().toMillis(),
                    tick -> vertx.executeBlocking(() -> renewed(files))
                            .onSuccess(renewed -> takeUp(server, renewed))
                            .onFailure(this::tellKept));
        }
    }

    /** What the files hold now; null where that was seen before, or a file is just being replaced. */
    private @Nullable ServerCertificate renewed(CertificateFiles files) throws GeneralSecurityException {
        ServerCertificate before = seen.get();
        ServerCertificate now;
        try {
            now = ServerCertificate.read(files.chain(), files.privateKey());
        } catch (IOException e) {
            return null;
        }
        if (now.isSame(before) || !seen.compareAndSet(before, now)) {
            return null;
        }
        now.check(vertx);
        return now;
    }

    private void takeUp(HttpServer server, @Nullable ServerCertificate renewed) {
        if (renewed != null) {
            server.updateSSLOptions(ServerOptions.tls(renewed))
                    .onSuccess(changed -> LOG.info("the {} listener took up the renewed certificate", listener.name()))
                    .onFailure(this::tellKept);
        }
    }

    private void tellKept(Throwable failure) {
        LOG.warn(
                "the {} listener keeps its certificate; the new one cannot be used: {}",
                listener.name(),
                reason(failure));
    }

    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
