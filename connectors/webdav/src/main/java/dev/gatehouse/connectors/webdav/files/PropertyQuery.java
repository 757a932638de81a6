package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connectors.webdav.http.AnswerStream;
import dev.gatehouse.connectors.webdav.http.DavClient;
import dev.gatehouse.connectors.webdav.http.DavExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.HttpEntities;

/** Asks for a property (PROPFIND, RFC 4918, section 9.1). Thread-safe. */
final class PropertyQuery {
    /** Whether something is a folder. */
    static final String RESOURCE_TYPE = "resourcetype";

    /** Who asks (RFC 5397). */
    static final String CURRENT_USER_PRINCIPAL = "current-user-principal";

    /** Holds ten thousand files whose names are as long as they can be. */
    private static final int MAX_MEBIBYTES = 32;

    private final DavClient client;

    PropertyQuery(DavClient client) {
        this.client = client;
    }

    /**
     * What was answered.
     *
     * @param entries empty unless the status is 207
     */
    record Answer(int status, List<Entry> entries) {
        boolean isFound() {
            return status == 207;
        }

        boolean isNothing() {
            return status == 404 || status == 410;
        }

        /** Whether the path makes no sense to it. */
        boolean isRefusal() {
            return status == 400 || status == 405 || status == 409;
        }

        boolean isRedirection() {
            return status >= 300 && status < 400;
        }
    }

    /**
     * Asks about a resource, and with a depth of 1 about what is in it.
     *
     * @param what is asked for, for messages
     * @throws ConnectorException where the server cannot be reached, is too slow, or answers what is no multi-status
     */
    Answer ask(URI url, int depth, String property, Credential credential, String what) {
        // A server that looks through a folder breaks off in the middle of its answer when something goes meanwhile.
        return askOnce(url, depth, property, credential, what)
                .or(() -> askOnce(url, depth, property, credential, what))
                .orElseThrow(() -> Refusals.badAnswer(
                        "The WebDAV server did not answer with a WebDAV multi-status when asked " + what + "."));
    }

    /** @return empty where the answer is no multi-status, or none to its end */
    private Optional<Answer> askOnce(URI url, int depth, String property, Credential credential, String what) {
        try (DavExchange exchange = client.send(request(url, depth, property), credential)) {
            if (exchange.status() != 207) {
                exchange.discard();
                return Optional.of(new Answer(exchange.status(), List.of()));
            }
            return exchange.await(() -> read(exchange, what)).map(entries -> new Answer(207, entries));
        } catch (IOException e) {
            throw Refusals.of(e, what);
        }
    }

    private static ClassicHttpRequest request(URI url, int depth, String property) {
        ClassicHttpRequest request = DavClient.request("PROPFIND", url);
        request.setHeader("Depth", depth);
        request.setHeader(HttpHeaders.CONTENT_TYPE, "text/xml; charset=utf-8");
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\"><prop><" + property
                + "/></prop></propfind>";
        request.setEntity(HttpEntities.create(body.getBytes(StandardCharsets.UTF_8), null));
        return request;
    }

    private static Optional<List<Entry>> read(DavExchange exchange, String what) throws IOException {
        AnswerStream body = exchange.body(MAX_MEBIBYTES * 1024L * 1024L);
        try {
            return Optional.of(MultiStatusReader.read(body));
        } catch (XMLStreamException | RuntimeException e) {
            if (body.isExceeded()) {
                throw Refusals.badAnswer(
                        "The WebDAV server answered more than " + MAX_MEBIBYTES + " MiB when asked " + what + ".");
            }
            if (body.failure().isPresent()) {
                throw body.failure().get();
            }
            return Optional.empty();
        }
    }
}
