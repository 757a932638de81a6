package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.FileStorage;
import dev.gatehouse.connectors.webdav.files.DavFiles;
import dev.gatehouse.connectors.webdav.files.Kind;
import dev.gatehouse.connectors.webdav.files.PersonsFolder;
import dev.gatehouse.connectors.webdav.files.Refusals;
import dev.gatehouse.connectors.webdav.files.Renames;
import dev.gatehouse.connectors.webdav.files.Uploader;
import dev.gatehouse.connectors.webdav.http.DavClient;
import dev.gatehouse.connectors.webdav.http.DavExchange;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Files at a WebDAV server (RFC 4918). Thread-safe. */
public final class WebDavStorage implements FileStorage, AutoCloseable {
    /** By these, servers may mean that there is a folder. */
    private static final Set<Integer> MAYBE_A_FOLDER =
            Set.of(200, 204, 301, 302, 303, 307, 308, 400, 403, 404, 405, 409, 501);

    private final DavClient client;
    private final PersonsFolder folders;
    private final Renames renames = new Renames();
    private final Uploader uploader;

    /** Connects to nothing yet. */
    public WebDavStorage(WebDavServer server) {
        this(server, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param tls whom it trusts where the server's URL is one of https */
    WebDavStorage(WebDavServer server, SSLSocketFactory tls) {
        client = new DavClient(server, tls);
        folders = new PersonsFolder(server.url(), server.layout(), client);
        uploader = new Uploader(server.uploads(), server.layout(), renames);
    }

    private DavFiles files(Account account) {
        return new DavFiles(client, account.credential(), folders.of(account), renames);
    }

    @Override
    public FileContent read(Account account, FilePath file) throws IOException {
        DavFiles files = files(account);
        if (file.folder()) {
            throw unreadable(files.kind(file), file, 405);
        }
        DavExchange exchange = files.get(file);
        if (exchange.status() == 200 && isSurelyAFile(exchange)) {
            return exchange.download();
        }
        exchange.discard(); // who asks below needs a connection, of which there may be no other
        if (!MAYBE_A_FOLDER.contains(exchange.status())) {
            throw Refusals.of(exchange.status(), "to read " + file);
        }
        Kind kind = files.kind(file);
        if (kind != Kind.FILE || !hasContent(exchange.status())) {
            throw unreadable(kind, file, exchange.status());
        }
        return exchange.isEmpty() ? FileContent.of(new byte[0]) : readFile(files, file);
    }

    /** Servers answer for a folder with a page, of which some tell when it was changed, or with nothing at all. */
    private static boolean isSurelyAFile(DavExchange exchange) {
        boolean dated = exchange.header("ETag").isPresent()
                || exchange.header("Last-Modified").isPresent();
        return dated && !exchange.isEmpty() && !exchange.isPage();
    }

    private static boolean hasContent(int status) {
        return status == 200 || status == 204;
    }

    private static FileContent readFile(DavFiles files, FilePath file) throws IOException {
        DavExchange exchange = files.get(file);
        if (hasContent(exchange.status())) {
            return exchange.download();
        }
        exchange.discard();
        throw Refusals.of(exchange.status(), "to read " + file);
    }

    private static ConnectorException unreadable(Kind kind, FilePath file, int status) {
        return switch (kind) {
            case FOLDER -> Refusals.conflict(file.asFolder() + " is a folder, which cannot be read.");
            case FILE -> file.folder() ? noFolder(file) : Refusals.of(status, "to read " + file);
            case NOTHING -> Refusals.nothing("file " + file);
        };
    }

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        DavFiles files = files(account);
        Kind kind = writable(files, file);
        if (kind == Kind.NOTHING) {
            files.makeFolders(file.parent());
        }
        uploader.upload(files, file, content, kind == Kind.FILE);
    }

    @Override
    public void update(Account account, FilePath file, FileContent content) throws IOException {
        DavFiles files = files(account);
        if (writable(files, file) == Kind.NOTHING) {
            throw Refusals.nothing("file " + file);
        }
        uploader.upload(files, file, content, true);
    }

    /** Asked before the content is read, so that a token that is refused costs nothing. */
    private static Kind writable(DavFiles files, FilePath file) {
        if (file.folder()) {
            throw Refusals.conflict(file + " is the path of a folder, which has no content.");
        }
        Kind kind = files.kind(file);
        if (kind == Kind.FOLDER) {
            throw Refusals.conflict(file.asFolder() + " is a folder, which has no content.");
        }
        return kind;
    }

    @Override
    public void delete(Account account, FilePath path) {
        if (path.names().isEmpty()) {
            throw Refusals.conflict("The folder / cannot be deleted.");
        }
        DavFiles files = files(account);
        int status = switch (files.kind(path)) {
            case FOLDER -> files.delete(path.asFolder());
            case FILE -> {
                if (path.folder()) {
                    throw noFolder(path);
                }
                yield files.delete(path);
            }
            case NOTHING -> throw Refusals.nothing("file or folder " + path);
        };
        Refusals.unlessDone(status, "to delete " + path);
    }

    private static ConnectorException noFolder(FilePath path) {
        return Refusals.nothing("folder " + path + ", but a file of this name");
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) {
        return files(account).list(folder);
    }

    @Override
    public void close() {
        client.close();
    }
}
