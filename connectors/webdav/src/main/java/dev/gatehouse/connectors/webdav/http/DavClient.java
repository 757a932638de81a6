package dev.gatehouse.connectors.webdav.http;

import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Requests to one server, over a bounded pool of connections. Nothing is kept from one request for another: the credential
 * stands in the request's own header, cookies are not taken, redirects not followed. Thread-safe.
 */
public final class DavClient implements AutoCloseable {
    private static final long UNKNOWN = -1;

    /** What every request has in its head. */
    private static final HttpProcessor HEAD = new DefaultHttpProcessor(
            new RequestTargetHost(),
            new RequestContent(),
            new RequestConnControl(),
            new RequestUserAgent("Gatehouse WebDAV connector"));

    private final ConnectionPool connections;
    private final Duration patience;

    /** Connects to nothing yet. */
    public DavClient(WebDavServer server, SSLSocketFactory tls) {
        connections = new ConnectionPool(server, tls);
        patience = server.answerTimeout();
    }

    public static ClassicHttpRequest request(String method, URI url) {
        URIAuthority authority = new URIAuthority(url.getHost(), url.getPort());
        return new BasicClassicHttpRequest(method, url.getScheme(), authority, url.getRawPath());
    }

    /**
     * Sends a request and waits for the head of its answer, of whatever status.
     *
     * @throws SocketTimeoutException where the server kept it waiting too long
     */
    public DavExchange send(ClassicHttpRequest request, Credential credential) throws IOException {
        return send(request, credential, new ExchangeProgress(patience));
    }

    /**
     * Sends a request with a body, which the server may refuse before anything of it was read.
     *
     * @throws SocketTimeoutException where the server kept it waiting too long
     * @throws SourceException where the content could not be read
     */
    public DavExchange send(ClassicHttpRequest request, Credential credential, FileContent content) throws IOException {
        ExchangeProgress progress = new ExchangeProgress(patience);
        UploadBody upload = new UploadBody(content, progress);
        request.setEntity(new EntityTemplate(content.length().orElse(UNKNOWN), null, null, upload::writeTo));
        content.mediaType().ifPresent(type -> request.setHeader(HttpHeaders.CONTENT_TYPE, type));
        if (content.length().orElse(UNKNOWN) != 0) {
            request.setHeader(HttpHeaders.EXPECT, "100-continue");
        }
        return send(request, credential, progress);
    }

    private DavExchange send(ClassicHttpRequest request, Credential credential, ExchangeProgress progress)
            throws IOException {
        if (!(credential instanceof Credential.None)) {
            request.setHeader(HttpHeaders.AUTHORIZATION, credential.authorization());
        }
        complete(request);
        while (true) {
            DavConnection connection = connections.lease();
            connection.serve(progress);
            try {
                ClassicHttpResponse response =
                        progress.await(() -> RequestExecutor.execute(connection.http(), request, progress));
                // The server might take another request for a body that it was promised.
                boolean last = request.containsHeader(HttpHeaders.EXPECT) && !progress.isBodySent()
                        || !DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                                request, response, HttpCoreContext.create());
                return new DavExchange(
                        response, connection, progress, read -> connections.giveBack(connection, read && !last));
            } catch (IOException | RuntimeException e) {
                connections.giveBack(connection, false);
                if (!connection.isKept() || !isClosed(e) || progress.isBodyBegun()) {
                    throw e;
                }
            }
        }
    }

    private static void complete(ClassicHttpRequest request) throws IOException {
        try {
            HEAD.process(request, request.getEntity(), HttpCoreContext.create());
        } catch (HttpException e) {
            throw new ProtocolException(e.getMessage());
        }
    }

    /** A connection that was kept may have been closed by the server just when it was used again. */
    private static boolean isClosed(Exception failure) {
        return failure instanceof NoHttpResponseException
                || failure instanceof SocketException
                || failure.getClass() == IOException.class; // what a channel's socket throws when it is written to
    }

    @Override
    public void close() {
        connections.close();
    }
}
