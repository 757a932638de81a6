package dev.gatehouse.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up a door's renewed certificate without a restart: new connections get it, open ones keep theirs. While the new
 * one cannot be used, the old one stays. Thread-safe.
 */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final DoorOptions door;
    private final AtomicReference<Times> seen = new AtomicReference<>();

    /** When both files were last changed. */
    private record Times(FileTime certificate, FileTime key) {}

    Certificates(DoorOptions door) {
        this.door = door;
        if (door.isTls()) {
            seen.set(times());
        }
    }

    /** Looks for renewed files from now on. Any of the door's servers may do it: they share one certificate. */
    void keepRenewed(Vertx vertx, HttpServer server) {
        if (door.isTls()) {
            vertx.setPeriodic(
                    door.renewalCheck().toMillis(),
                    tick -> vertx.executeBlocking(this::times).onSuccess(now -> {
                        Times before = seen.get();
                        if (now != null && !now.equals(before) && seen.compareAndSet(before, now)) {
                            takeUp(server);
                        }
                    }));
        }
    }

    private void takeUp(HttpServer server) {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(ServerOptions.certificate(door));
        server.updateSSLOptions(options)
                .onSuccess(changed -> LOG.info("the {} door took up the renewed certificate", door.name()))
                .onFailure(e -> LOG.warn(
                        "the {} door keeps its certificate; the new one cannot be used: {}",
                        door.name(),
                        e.getMessage()));
    }

    /** Null while a file is being replaced. */
    private Times times() {
        try {
            return new Times(
                    Files.getLastModifiedTime(door.certificate()), Files.getLastModifiedTime(door.privateKey()));
        } catch (IOException e) {
            return null;
        }
    }
}
