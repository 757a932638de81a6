package dev.gatehouse.client.call;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A call in the making: what is sent, then what is expected back. What is not a success is thrown as
 * {@link GatehouseException}. Used by one thread.
 */
public final class ApiCall {
    private final Transport transport;
    private final CallTarget target;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
    private @Nullable BodyPublisher body;

    /** Null for what the client shows of its own, empty for nothing. */
    private @Nullable String authorization;

    ApiCall(Transport transport, CallTarget target) {
        this.transport = transport;
        this.target = target;
    }

    /** @param value left out where it is null, false or empty */
    public ApiCall query(String name, @Nullable Object value) {
        if (value != null && !Boolean.FALSE.equals(value) && !value.equals("")) {
            query.put(name, value.toString());
        }
        return this;
    }

    /** @param value left out where it is null */
    public ApiCall header(String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }

    /** Has the call refused with status 412 unless that version is the current one. @param entityTag null for any version */
    public ApiCall ifMatch(@Nullable String entityTag) {
        return header("If-Match", entityTag);
    }

    public ApiCall json(Object value) {
        return body(JsonCodec.bytes(value), "application/json");
    }

    public ApiCall form(Map<String, String> fields) {
        return body(encoded(fields).getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
    }

    public ApiCall body(byte[] content, String mediaType) {
        body = BodyPublishers.ofByteArray(content);
        return header("Content-Type", mediaType);
    }

    /** Shows the client's id and secret in place of an access token. */
    public ApiCall asClient() {
        authorization = transport.client().formEncodedBasic();
        return this;
    }

    /** Shows this token in place of one of the client's own. */
    public ApiCall bearer(Secret token) {
        authorization = "Bearer " + token.reveal();
        return this;
    }

    /** Shows nothing. */
    public ApiCall anonymous() {
        authorization = "";
        return this;
    }

    /** Expects success and nothing else. */
    public void run() {
        reply();
    }

    public ApiReply reply() {
        return reply(query);
    }

    public <T> T read(Class<T> type) {
        return decode(reply(), body -> JsonCodec.read(body, type));
    }

    public <T> Versioned<T> readVersioned(Class<T> type) {
        return versioned(reply(), body -> JsonCodec.read(body, type));
    }

    /** Empty where it still is that version. @param entityTag empty for none, with which it is read in any case */
    public <T> Optional<Versioned<T>> readIfChanged(String entityTag, Class<T> type) {
        return ifChanged(entityTag, body -> JsonCodec.read(body, type));
    }

    /** @param absent what stands for an answer without a body */
    public <T> T readOr(Class<T> type, T absent) {
        ApiReply reply = reply();
        return reply.body().length == 0 ? absent : decode(reply, body -> JsonCodec.read(body, type));
    }

    /** Empty for an answer without a body. */
    public <T> Optional<T> readIfPresent(Class<T> type) {
        ApiReply reply = reply();
        return reply.body().length == 0
                ? Optional.empty()
                : Optional.of(decode(reply, body -> JsonCodec.read(body, type)));
    }

    public <T> List<T> list(Class<T> element) {
        return decode(reply(), body -> JsonCodec.list(body, element));
    }

    public <T> Versioned<List<T>> listVersioned(Class<T> element) {
        return versioned(reply(), body -> JsonCodec.list(body, element));
    }

    /** Empty where it still is that version. @param entityTag empty for none, with which it is read in any case */
    public <T> Optional<Versioned<List<T>>> listIfChanged(String entityTag, Class<T> element) {
        return ifChanged(entityTag, body -> JsonCodec.list(body, element));
    }

    private <T> Optional<Versioned<T>> ifChanged(String entityTag, Function<byte[], T> reader) {
        ApiReply reply = header(Transport.IF_NONE_MATCH, entityTag.isEmpty() ? null : entityTag)
                .reply();
        return reply.status() == Transport.NOT_MODIFIED ? Optional.empty() : Optional.of(versioned(reply, reader));
    }

    private <T> Versioned<T> versioned(ApiReply reply, Function<byte[], T> reader) {
        return new Versioned<>(decode(reply, reader), reply.entityTag());
    }

    /** A list, read page by page as the stream is. */
    public <T> Stream<T> pages(Class<T> element) {
        query("pageSize", transport.pageSize());
        return PageReader.stream(this, body -> JsonCodec.list(body, element));
    }

    /** The same of a list in the older form: {@code {"length": …, "list": […]}}. */
    public <T> Stream<T> envelopePages(Class<T> element) {
        query("pageSize", transport.pageSize());
        return PageReader.stream(this, body -> envelope(body, element));
    }

    /** A list in the older form that has no pages. */
    public <T> List<T> envelope(Class<T> element) {
        return decode(reply(), body -> envelope(body, element));
    }

    private static <T> List<T> envelope(byte[] body, Class<T> element) {
        JsonNode list = JsonCodec.tree(body).path("list");
        return list.valueStream().map(each -> JsonCodec.convert(each, element)).toList();
    }

    /** Events as they come, until the server ends the stream or whoever gets it closes it. */
    public <T> Stream<T> events(Class<T> data, BiFunction<String, T, T> withId) {
        header("Accept", "text/event-stream");
        InputStream answer = authorized(shown -> transport.open(target, request(query, shown)));
        return new EventReader(target, answer)
                .events()
                .map(event -> withId.apply(
                        event.id(), decode(ApiReply.ok(event.data()), body -> JsonCodec.read(body, data))));
    }

    /**
     * A JSON object a line as they come, to the end of the answer or until whoever gets them closes the stream. Where the answer is
     * broken off, the stream fails.
     */
    public <T> Stream<T> lines(Class<T> element) {
        header("Accept", "application/x-ndjson");
        InputStream answer = authorized(shown -> transport.open(target, request(query, shown)));
        return new LineReader(target, answer, transport.replyBytes())
                .lines()
                .map(line -> decode(ApiReply.ok(line), body -> JsonCodec.read(body, element)));
    }

    Map<String, String> query() {
        return query;
    }

    /** @param parameters in place of those of this call */
    ApiReply reply(Map<String, String> parameters) {
        return authorized(shown -> transport.send(target, request(parameters, shown)));
    }

    <T> T decode(ApiReply reply, Function<byte[], T> reader) {
        try {
            return reader.apply(reply.body());
        } catch (JacksonException e) {
            throw GatehouseException.unreadable(target, reply, e);
        }
    }

    /** Sends it; once more with another token where ours was refused. */
    private <R> R authorized(Function<String, R> sender) {
        String fixed = authorization == null ? transport.inPlaceOfTokens() : authorization;
        if (fixed != null) {
            return sender.apply(fixed);
        }
        Secret token = transport.tokens().current();
        try {
            return sender.apply("Bearer " + token.reveal());
        } catch (GatehouseException e) {
            Secret another = e.status() == 401 ? transport.tokens().renewed(token) : token;
            if (another.equals(token)) {
                throw e;
            }
            return sender.apply("Bearer " + another.reveal());
        }
    }

    private HttpRequest request(Map<String, String> parameters, String shown) {
        String suffix = parameters.isEmpty() ? "" : "?" + encoded(parameters);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.uri() + suffix))
                .method(target.operation().method(), body == null ? BodyPublishers.noBody() : body);
        transport.headers().forEach(request::setHeader);
        headers.forEach(request::setHeader);
        if (!shown.isEmpty()) {
            request.setHeader("Authorization", shown);
        }
        return request.build();
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
