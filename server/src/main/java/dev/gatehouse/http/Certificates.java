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

/** Takes up a renewed certificate without a restart: new connections get it, open ones keep theirs. */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final long CHECK_MILLIS = 5_000;

    private Certificates() {}

    static void reload(Vertx vertx, DoorOptions door, HttpServer server) {
        if (!door.isTls()) {
            return;
        }
        AtomicReference<FileTime> loaded = new AtomicReference<>(modified(door));
        vertx.setPeriodic(
                CHECK_MILLIS,
                tick -> vertx.<FileTime>executeBlocking(() -> modified(door)).onSuccess(now -> {
                    if (now != null && !now.equals(loaded.get())) {
                        update(door, server, loaded, now);
                    }
                }));
    }

    private static void update(DoorOptions door, HttpServer server, AtomicReference<FileTime> loaded, FileTime now) {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(ServerOptions.certificate(door));
        server.updateSSLOptions(options)
                .onSuccess(changed -> {
                    loaded.set(now);
                    LOG.info("the {} door took up the renewed certificate", door.name());
                })
                .onFailure(e -> LOG.warn(
                        "the {} door keeps its certificate; the new one cannot be used: {}",
                        door.name(),
                        e.getMessage()));
    }

    /** The later of both files' times, or null while one is being replaced. */
    private static FileTime modified(DoorOptions door) {
        try {
            FileTime certificate = Files.getLastModifiedTime(door.certificate());
            FileTime key = Files.getLastModifiedTime(door.privateKey());
            return certificate.compareTo(key) > 0 ? certificate : key;
        } catch (IOException e) {
            return null;
        }
    }
}
