package dev.gatehouse.connector.conformance.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * A request to the connector.
 *
 * @param method the HTTP method
 * @param path the path on the connector, percent-encoded
 * @param query the query with its question mark, or nothing
 * @param mediaType that of the body, or nothing where there is none
 * @param body the body
 */
public record ConnectorCall(String method, String path, String query, String mediaType, BodyPublisher body) {
    public static ConnectorCall of(String method, String path) {
        return new ConnectorCall(method, path, "", "", BodyPublishers.noBody());
    }

    public ConnectorCall json(CallArguments arguments) {
        return body("application/json", BodyPublishers.ofString(arguments.json()));
    }

    public ConnectorCall query(CallArguments arguments) {
        return query(arguments.query());
    }

    public ConnectorCall query(String text) {
        return new ConnectorCall(method, path, text, mediaType, body);
    }

    public ConnectorCall form(Multipart multipart) {
        return body(multipart.mediaType(), multipart.publisher());
    }

    public ConnectorCall body(String type, BodyPublisher content) {
        return new ConnectorCall(method, path, query, type, content);
    }

    /** Without query and body, which may hold a password. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
