package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.http.DavClient;
import dev.gatehouse.connectors.webdav.http.DavExchange;
import dev.gatehouse.connectors.webdav.http.SourceException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;

/** One person's files at the server, request by request, for one call. Used by one thread. */
public final class DavFiles {
    private static final int LOCKED = 423;
    private static final int LOCKED_ATTEMPTS = 5;
    private static final long LOCKED_PAUSE_NANOS = 20_000_000;

    private static final int LOOKS = 5;

    private final DavClient client;
    private final PropertyQuery query;
    private final Credential credential;
    private final URI root;
    private final Renames renames;

    /**
     * @param root the URL of the person's folder, with a slash at its end
     * @param renames those of all calls
     */
    public DavFiles(DavClient client, Credential credential, URI root, Renames renames) {
        this.renames = renames;
        this.client = client;
        this.query = new PropertyQuery(client);
        this.credential = credential;
        this.root = root;
    }

    URI url(FilePath path) {
        return DavPath.under(root, path);
    }

    /** What is at a path, whichever of both it is meant to be. */
    public Kind kind(FilePath path) {
        return lookingAgain(path, () -> kindNow(path), kind -> kind == Kind.NOTHING);
    }

    /** Looks again where nothing was found, or the server failed, while a file was being replaced. */
    private <T> T lookingAgain(FilePath path, Supplier<T> look, Predicate<T> isNothing) {
        URI url = url(path.asFile());
        for (int again = 0; ; again++) {
            long before = renames.ended(url);
            try {
                T found = look.get();
                if (!isNothing.test(found) || again == LOOKS || !renames.mayHaveHidden(url, before)) {
                    return found;
                }
            } catch (ConnectorException e) {
                if (e.failure() != Failure.BAD_ANSWER || again == LOOKS || !renames.mayHaveHidden(url, before)) {
                    throw e;
                }
            }
        }
    }

    private Kind kindNow(FilePath path) {
        String what = "about " + path;
        PropertyQuery.Answer answer = ask(path.asFile(), 0, what);
        if (answer.isRedirection() && !path.names().isEmpty()) {
            answer = ask(path.asFolder(), 0, what); // some insist on a folder's slash
        }
        if (answer.isNothing() || answer.isRefusal() && hasNoFolder(path)) {
            return Kind.NOTHING;
        }
        if (!answer.isFound()) {
            throw Refusals.of(answer.status(), what);
        }
        return answer.entries().stream()
                .findFirst()
                .map(Entry::kind)
                .orElseThrow(() -> Refusals.badAnswer("The WebDAV server told nothing when asked " + what + "."));
    }

    /** Some do not call that missing what would be in a file. */
    private boolean hasNoFolder(FilePath path) {
        return !path.names().isEmpty() && kind(path.parent()) != Kind.FOLDER;
    }

    /** What is in a folder; nothing for a file. */
    public List<FilePath> list(FilePath path) {
        FilePath folder = path.asFolder();
        String what = "to list " + folder;
        PropertyQuery.Answer answer = ask(folder, 1, what);
        if (answer.isFound()) {
            return FolderListing.children(
                    folder, DavPath.names(url(folder).getRawPath()).orElseThrow(), answer.entries());
        }
        if (folder.names().isEmpty() || answer.status() == 401) {
            throw answer.isNothing() ? misplaced() : Refusals.of(answer.status(), what);
        }
        return switch (kind(path)) {
            case FILE -> List.of();
            case NOTHING -> throw Refusals.nothing("folder " + folder);
            case FOLDER -> throw Refusals.of(answer.status(), what);
        };
    }

    private PropertyQuery.Answer ask(FilePath path, int depth, String what) {
        return query.ask(url(path), depth, PropertyQuery.RESOURCE_TYPE, credential, what);
    }

    /** The answer to GET, whatever it is; the caller closes it. */
    public DavExchange get(FilePath file) {
        return lookingAgain(file, () -> send(request("GET", file), "to read " + file), DavFiles::isMissing);
    }

    /** Apache answers 403 where a file goes between being found and being opened. */
    private static boolean isMissing(DavExchange exchange) {
        boolean missing = exchange.status() == 404 || exchange.status() == 403;
        if (missing) {
            exchange.discard();
        }
        return missing;
    }

    /**
     * Sends a file there.
     *
     * @param existing whether there must be one already
     * @param what is asked for, for messages
     */
    void put(FilePath file, FileContent content, boolean existing, String what) throws IOException {
        try {
            ClassicHttpRequest request = request("PUT", file);
            if (existing) {
                request.setHeader(HttpHeaders.IF_MATCH, "*");
            }
            DavExchange exchange = client.send(request, credential, content);
            exchange.discard();
            if (!Refusals.isSuccess(exchange.status())) {
                throw Refusals.of(exchange.status(), what);
            }
        } catch (SourceException e) {
            throw e.failure();
        } catch (IOException e) {
            throw Refusals.of(e, what);
        }
    }

    /** Renames a file; the status of the answer. */
    int move(FilePath from, FilePath to, boolean overwrite) {
        String what = "to write " + to;
        int status = status(move(from, url(to), overwrite), what);
        if (status != 502) {
            return status;
        }
        // Behind a proxy, the server takes its own URL for another server's, but not a path (RFC 4918, section 10.3).
        return status(move(from, URI.create(url(to).getRawPath()), overwrite), what);
    }

    private ClassicHttpRequest move(FilePath from, URI to, boolean overwrite) {
        ClassicHttpRequest request = request("MOVE", from);
        request.setHeader("Destination", to);
        request.setHeader("Overwrite", overwrite ? "T" : "F");
        return request;
    }

    /** Removes what is there; the status of the answer. */
    public int delete(FilePath path) {
        return status(request("DELETE", path), "to delete " + path);
    }

    /**
     * Makes a folder with those it is in.
     *
     * @throws ConnectorException where a file is in the way
     */
    public void makeFolders(FilePath folder) {
        Kind kind = kind(folder);
        if (kind == Kind.FOLDER) {
            return;
        }
        if (kind == Kind.FILE) {
            throw Refusals.conflict("There is a file where the folder " + folder + " should be.");
        }
        if (folder.names().isEmpty()) {
            throw misplaced();
        }
        makeFolders(folder.parent());
        makeFolder(folder);
    }

    private void makeFolder(FilePath folder) {
        String what = "to make the folder " + folder;
        int status = status(request("MKCOL", folder), what);
        // Some servers lock a folder while somebody else makes it.
        for (int attempt = 0; status == LOCKED && attempt < LOCKED_ATTEMPTS && kind(folder) != Kind.FOLDER; attempt++) {
            LockSupport.parkNanos(LOCKED_PAUSE_NANOS << attempt);
            status = status(request("MKCOL", folder), what);
        }
        if (!Refusals.isSuccess(status)
                && (status == 401 || kind(folder) != Kind.FOLDER)) { // somebody else may have made it meanwhile
            throw Refusals.of(status, what);
        }
    }

    private ClassicHttpRequest request(String method, FilePath path) {
        return DavClient.request(method, url(path));
    }

    private int status(ClassicHttpRequest request, String what) {
        DavExchange exchange = send(request, what);
        exchange.discard();
        return exchange.status();
    }

    private DavExchange send(ClassicHttpRequest request, String what) {
        try {
            return client.send(request, credential);
        } catch (IOException e) {
            throw Refusals.of(e, what);
        }
    }

    private static ConnectorException misplaced() {
        return Refusals.badAnswer("The WebDAV server has no folder of files for this person: "
                + "WEBDAV_URL or WEBDAV_LAYOUT do not fit it, or the person never signed in there.");
    }
}
