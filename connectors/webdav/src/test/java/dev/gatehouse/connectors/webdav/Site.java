package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The servers that everything is tried with, each as its documentation would have it configured. */
enum Site {
    APACHE_WITH_PASSWORD(Layout.PLAIN, UploadMethod.RENAME),
    APACHE_WITH_TOKEN(Layout.PLAIN, UploadMethod.DIRECT),
    APACHE_LIKE_OWNCLOUD(Layout.OWNCLOUD, UploadMethod.DIRECT),
    APACHE_LIKE_OLD_NEXTCLOUD(Layout.LEGACY, UploadMethod.RENAME),
    RCLONE(Layout.PLAIN, UploadMethod.RENAME);

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Layout layout;
    private final UploadMethod uploads;
    private WebDavStorage storage;

    Site(Layout layout, UploadMethod uploads) {
        this.layout = layout;
        this.uploads = uploads;
    }

    synchronized WebDavStorage storage() {
        if (storage == null) {
            storage = new WebDavStorage(server());
        }
        return storage;
    }

    WebDavServer server() {
        return new WebDavServer(url(), layout, uploads, TIMEOUT, TIMEOUT, 32);
    }

    private URI url() {
        return switch (this) {
            case APACHE_WITH_PASSWORD -> Apache.shared().passwordUrl().resolve("dav/");
            case APACHE_WITH_TOKEN -> Apache.shared().tokenUrl().resolve("dav/");
            case APACHE_LIKE_OWNCLOUD -> Apache.shared().tokenUrl();
            case APACHE_LIKE_OLD_NEXTCLOUD -> Apache.shared().passwordUrl();
            case RCLONE -> Rclone.shared().url();
        };
    }

    /** Where its files are on this machine. */
    Path files() {
        return switch (this) {
            case RCLONE -> Rclone.shared().files();
            case APACHE_LIKE_OWNCLOUD -> Apache.shared().people().resolve("files/alice");
            default -> Apache.shared().files();
        };
    }

    Account alice() {
        return new Account("alice", credential(Duration.ofHours(1)));
    }

    private Credential credential(Duration life) {
        return switch (this) {
            case APACHE_WITH_TOKEN, APACHE_LIKE_OWNCLOUD -> Jwt.of("alice", life);
            default -> new Credential.Password("alice", Apache.PASSWORD);
        };
    }

    /** Somebody it does not let in. */
    Account stranger() {
        return switch (this) {
            case APACHE_WITH_TOKEN, APACHE_LIKE_OWNCLOUD -> new Account("alice", Jwt.of("alice", Duration.ofHours(-1)));
            default -> new Account("alice", new Credential.Password("alice", "wrong"));
        };
    }
}
