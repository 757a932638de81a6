package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.http.syntax.BasicCredentials;
import dev.gatehouse.http.syntax.BearerToken;
import dev.gatehouse.http.syntax.FieldName;
import dev.gatehouse.http.syntax.Form;
import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request as a handler sees it: decoded, bounded, its caller verified. Used by one thread at a time.
 */
public final class Request {
    private final String id;
    private final String method;
    private final String path;
    private final String target;
    private final Map<String, String> pathParameters;
    private final @Nullable String query;
    private final MultiMap headers;
    private final String remoteAddress;
    private @Nullable Form queryFields;
    private @Nullable Caller caller;
    private byte[] body = {};
    private boolean bodyTooLarge;

    /** @param query as it was sent; null where there is none */
    public Request(
            String id,
            String method,
            String path,
            String target,
            Map<String, String> pathParameters,
            @Nullable String query,
            MultiMap headers,
            String remoteAddress) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.target = target;
        this.pathParameters = pathParameters;
        this.query = query;
        this.headers = headers;
        this.remoteAddress = remoteAddress;
    }

    /** The correlation id, also sent as X-Request-Id. */
    public String id() {
        return id;
    }

    public String method() {
        return method;
    }

    /** The path as it was sent, without the query. */
    public String path() {
        return path;
    }

    /** The target as it was sent (RFC 9112 section 3.2): not decoded, with the query. */
    public String target() {
        return target;
    }

    public String remoteAddress() {
        return remoteAddress;
    }

    /** A decoded path parameter of the route's template. */
    public String pathParameter(String name) {
        return Objects.requireNonNull(pathParameters.get(name), name);
    }

    /** The decoded parameters of the path. */
    public Map<String, String> pathParameters() {
        return pathParameters;
    }

    /** A header's first value, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** All values of the headers with such names, in order. */
    public List<String> headersNamed(Predicate<String> like) {
        List<String> values = new ArrayList<>(0);
        headers.forEach((name, value) -> {
            if (like.test(name)) {
                values.add(value);
            }
        });
        return values;
    }

    /** All values of a header, in order. */
    public List<String> headers(FieldName name) {
        return headers.getAll(name.optimized());
    }

    /**
     * The bearer token of the request (RFC 6750 section 2.1), unverified.
     *
     * @throws ApiException ERR10002 where there is none, ERR10000 where the header is given twice
     */
    public String bearerToken() {
        return BearerToken.of(headers);
    }

    /**
     * The token that the request has with the scheme DPoP (RFC 9449 section 7.1), unverified; null where it has none.
     *
     * @throws ApiException ERR10000 where the header is given twice
     */
    public @Nullable String dpopToken() {
        return BearerToken.ofDpop(headers);
    }

    /** The client credentials of the request (RFC 7617), or null where it has none. @throws ApiException ERR12136 */
    public @Nullable BasicCredentials basicCredentials() {
        return BasicCredentials.of(headers);
    }

    /** A cookie's value (RFC 6265 section 4.2), or null; the first where a name is given more than once. */
    public @Nullable String cookie(String name) {
        String start = name + "=";
        for (String field : headers.getAll("Cookie")) {
            for (String cookie : field.split(";")) {
                String pair = cookie.strip();
                if (pair.startsWith(start)) {
                    return withoutQuotes(pair.substring(start.length()));
                }
            }
        }
        return null;
    }

    /** Some clients write a cookie's value in quotes (RFC 6265 section 4.1.1). */
    private static String withoutQuotes(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The Content-Length, or -1 where there is none. */
    public long announcedLength() {
        String length = headers.get(HeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    /** Whether HTTP/1 header fields announce a body. */
    public boolean announcesBody() {
        return announcedLength() > 0 || headers.contains(HeaderNames.TRANSFER_ENCODING);
    }

    /** The verified caller; an open route must not ask for it. */
    public Caller caller() {
        return Objects.requireNonNull(caller, "an open route knows no caller");
    }

    /** The same; null on an open route. */
    public @Nullable Caller callerOrNull() {
        return caller;
    }

    /** The body's bytes; empty where there is none. */
    public byte[] body() {
        return body;
    }

    /** Whether there is a body, but one so large that a route that only looks at bodies has left it out. */
    public boolean bodyTooLarge() {
        return bodyTooLarge;
    }

    public void leaveBody() {
        bodyTooLarge = true;
    }

    /**
     * The query as fields, for protocols with rules of their own about them.
     *
     * @throws ApiException ERR12118 where it is not encoded as one, ERR11010 where it holds a control character
     */
    public Form queryFields() {
        Form read = queryFields;
        if (read == null) {
            read = Form.ofQuery(query);
            queryFields = read;
        }
        return read;
    }

    /**
     * The body as form fields.
     *
     * @throws ApiException ERR12118 where it is not form-encoded, ERR11010 where it holds a control character
     */
    public Form form() {
        return Form.parse(body);
    }

    /**
     * A query parameter, or null.
     *
     * @throws ApiException ERR11010 when it is given more than once, or not in one line
     */
    public @Nullable String query(String name) {
        List<String> values = queryFields().values(name);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    name, String.join(", ", values), "give it once");
        }
        return values.getFirst();
    }

    /**
     * A query parameter that is {@code true} or {@code false}; false when absent.
     *
     * @throws ApiException ERR11010 for any other value
     */
    public boolean queryFlag(String name) {
        String value = query(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(name, value, "send true or false");
    }

    /**
     * A whole number from the query.
     *
     * @param absent the value when the parameter is absent
     * @throws ApiException ERR11010, ERR11011 or ERR11012
     */
    public int queryNumber(String name, int absent, int least, int most) {
        String value = query(name);
        if (value == null) {
            return absent;
        }
        if (!value.matches("[+-]?[0-9]{1,18}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(name, value, "send a whole number");
        }
        long number = Long.parseLong(value);
        if (number < least) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN.with(name, value, least);
        }
        if (number > most) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_NUMBER_ABOVE_MAX.with(name, value, most);
        }
        return (int) number;
    }

    /** What the If-Match header expects. */
    public Precondition precondition() {
        String ifMatch = header("If-Match");
        return ifMatch == null ? Precondition.NONE : new Precondition(ifMatch);
    }

    /** @throws ApiException ERR11000 */
    public ApiException missingQuery(String name) {
        return ErrorCode.VALIDATOR_REQUEST_PARAMETER_QUERY_MISSING.with(name, path);
    }

    public void setCaller(Caller caller) {
        this.caller = caller;
    }

    public void setBody(byte[] body) {
        this.body = body;
    }

    public Iterable<String> queryNames() {
        return queryFields().fields().keySet();
    }
}
