package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends files so that a cut upload leaves nothing under their paths. Thread-safe. */
public final class Uploader {
    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    private static final int LOCKED = 423;
    private static final int REMOVALS = 8;
    private static final long PAUSE_MILLIS = 100;

    private final UploadMethod uploads;
    private final Layout layout;
    private final Renames renames;

    public Uploader(UploadMethod uploads, Layout layout, Renames renames) {
        this.uploads = uploads;
        this.layout = layout;
        this.renames = renames;
    }

    /** @param existing whether there is a file under the path already */
    public void upload(DavFiles files, FilePath file, FileContent content, boolean existing) throws IOException {
        if (isSentDirectly(content)) {
            files.put(file, content, existing, "to write " + file);
            return;
        }
        FilePath temporary = file.parent().file(TemporaryName.next());
        boolean complete = false;
        try {
            files.put(temporary, content, false, "to write " + file);
            renames.rename(files.url(file), () -> rename(files, temporary, file, existing));
            complete = true;
        } finally {
            if (!complete) {
                remove(files, temporary);
            }
        }
    }

    /** ownCloud and Nextcloud notice a cut upload by its announced length only. */
    private boolean isSentDirectly(FileContent content) {
        return uploads == UploadMethod.DIRECT
                && (layout == Layout.PLAIN || content.length().isPresent());
    }

    private static void rename(DavFiles files, FilePath temporary, FilePath file, boolean existing) {
        int status = files.move(temporary, file, existing);
        if (status == 412 && !existing && files.kind(file) == Kind.FILE) {
            status = files.move(temporary, file, true);
        }
        Refusals.unlessDone(status, "to write " + file);
    }

    /** Goes on in the background: until the server notices that an upload was cut, some keep it locked. */
    private static void remove(DavFiles files, FilePath temporary) {
        int status = tryToRemove(files, temporary);
        if (status == LOCKED) {
            Thread.ofVirtual().name("webdav-remove").start(() -> removeLater(files, temporary));
        }
    }

    private static void removeLater(DavFiles files, FilePath temporary) {
        try {
            int status = LOCKED;
            for (int attempt = 0; attempt < REMOVALS && status == LOCKED; attempt++) {
                Thread.sleep(PAUSE_MILLIS << attempt);
                status = tryToRemove(files, temporary);
            }
            if (status == LOCKED) {
                LOG.warn("an upload that was cut is left as {}: it stays locked", temporary.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status of the answer, or a negative number where there is none. */
    private static int tryToRemove(DavFiles files, FilePath temporary) {
        try {
            int status = files.delete(temporary);
            if (status >= 300 && status != 404 && status != LOCKED) {
                LOG.warn("an upload that was cut is left as {}: the server answered {}", temporary.name(), status);
            }
            return status;
        } catch (RuntimeException e) {
            LOG.warn("an upload that was cut is left as {}: {}", temporary.name(), e.getMessage());
            return -1;
        }
    }
}
