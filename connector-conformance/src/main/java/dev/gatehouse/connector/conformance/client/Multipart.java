package dev.gatehouse.connector.conformance.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.ArrayList;
import java.util.List;

/**
 * A body {@code multipart/form-data} (RFC 7578) under way.
 *
 * @param boundary what stands between its parts
 * @param parts what was added so far
 */
public record Multipart(String boundary, List<Content> parts) {
    /** A file name that asks nothing of anybody. */
    public static final String PLAIN = "filename=\"content\"";

    public static Multipart empty() {
        return separatedBy("gatehouse-conformance-7MA4YWxkTrZu0gW");
    }

    public static Multipart separatedBy(String boundary) {
        return new Multipart(boundary, List.of());
    }

    /** All arguments as fields, and the content as its last part, under a plain file name. */
    public static Multipart of(CallArguments arguments, Content content) {
        return empty().fields(arguments).file(PLAIN, content);
    }

    public Multipart fields(CallArguments arguments) {
        Multipart form = this;
        for (var argument : arguments.values().entrySet()) {
            form = form.field(argument.getKey(), argument.getValue().asString());
        }
        return form;
    }

    public Multipart field(String name, String value) {
        return and(Content.of(fieldText(name, value)));
    }

    /** The part {@code files}; its file name is said as HTTP does it, such as {@code filename="a.txt"}. */
    public Multipart file(String filenameParameter, Content content) {
        return and(Content.of(fileHead(filenameParameter))).and(content).and(Content.of("\r\n"));
    }

    String fieldText(String name, String value) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value);
    }

    String fileHead(String filenameParameter) {
        String more = filenameParameter.isEmpty() ? "" : "; " + filenameParameter;
        return "--%s\r\nContent-Disposition: form-data; name=\"files\"%s\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(boundary, more);
    }

    public String end() {
        return "--" + boundary + "--\r\n";
    }

    String mediaType() {
        return "multipart/form-data; boundary=\"" + boundary + "\"";
    }

    BodyPublisher publisher() {
        return Content.joined(and(Content.of(end())).parts()).publisher();
    }

    private Multipart and(Content part) {
        List<Content> more = new ArrayList<>(parts);
        more.add(part);
        return new Multipart(boundary, more);
    }
}
