package dev.gatehouse.connector.conformance.client;

import java.io.IOException;

/**
 * An upload as a form that is written by hand.
 *
 * @param connector where to
 * @param method the HTTP method
 * @param path the path on the connector
 * @param arguments the fields of the form
 * @param framing how its length is told
 */
public record UnfinishedUpload(
        ConnectorClient connector, String method, String path, CallArguments arguments, Framing framing) {
    private static final Multipart FORM = Multipart.empty();

    /** Sends all that comes before the content. */
    public RawCall begin(int contentLength) throws IOException {
        RawCall call = connector.connect(0);
        String before = before();
        String after = "\r\n" + FORM.end();
        String length = framing == Framing.CHUNKED
                ? "Transfer-Encoding: chunked"
                : "Content-Length: " + (utf8(before).length + contentLength + utf8(after).length);
        call.head(method + " " + path, "Content-Type: " + FORM.mediaType(), length);
        continueWith(call, utf8(before));
        return call;
    }

    /** Sends more of the content. */
    public void continueWith(RawCall call, byte[] bytes) throws IOException {
        if (framing == Framing.CHUNKED) {
            call.chunk(bytes);
        } else {
            call.send(bytes);
        }
    }

    private String before() {
        StringBuilder fields = new StringBuilder();
        arguments.values().forEach((name, value) -> fields.append(FORM.fieldText(name, value.asString())));
        return fields + FORM.fileHead(Multipart.PLAIN);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
