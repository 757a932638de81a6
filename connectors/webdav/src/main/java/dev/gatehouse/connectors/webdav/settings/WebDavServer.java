package dev.gatehouse.connectors.webdav.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Which server, and how it is spoken to.
 *
 * @param url with a slash at its end
 * @param uploads how a cut upload is kept from being seen
 * @param connectTimeout time to connect
 * @param answerTimeout how long it may keep a request waiting, and how long it may be silent while it sends or receives
 * @param connections most connections at a time
 */
public record WebDavServer(
        URI url,
        Layout layout,
        UploadMethod uploads,
        Duration connectTimeout,
        Duration answerTimeout,
        int connections) {
    public WebDavServer {
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(uploads, "uploads");
        if (!url.getPath().endsWith("/")) {
            throw new IllegalArgumentException("the URL has no slash at its end");
        }
    }
}
