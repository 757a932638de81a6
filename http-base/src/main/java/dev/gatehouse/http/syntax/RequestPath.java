package dev.gatehouse.http.syntax;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A path as it was sent (RFC 3986 section 3.3). It is taken by its segments and never normalised: what some server on the way
 * understands in another way is refused, so that a request cannot mean one thing there and another one here. Immutable.
 *
 * @param segments decoded, each of them, so that one may hold a slash; none for the root
 */
public record RequestPath(List<String> segments) {
    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * @param path begins with a slash; bytes that should have been encoded stand in it as characters of ISO 8859-1
     * @throws ApiException ERR12118 where it has a segment that is empty or, decoded, {@code .} or {@code ..}, a backslash, or
     *     what is no percent-encoded UTF-8
     */
    public static RequestPath parse(String path) {
        if (path.equals("/")) {
            return new RequestPath(List.of());
        }
        List<String> segments = new ArrayList<>();
        int begin = 1;
        for (int end = path.indexOf('/', begin); end >= 0; end = path.indexOf('/', begin)) {
            segments.add(segment(path.substring(begin, end)));
            begin = end + 1;
        }
        segments.add(segment(path.substring(begin)));
        return new RequestPath(segments);
    }

    /**
     * One segment, decoded.
     *
     * @throws ApiException as {@link #parse} does
     */
    public static String segment(String sent) {
        if (sent.indexOf('\\') >= 0) {
            throw refusal("its path has a backslash; where one is meant, send %5C");
        }
        String segment = decoded(sent);
        if (segment.isEmpty()) {
            throw refusal("its path has an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw refusal("its path has a segment that is . or .., which leads elsewhere");
        }
        return segment;
    }

    private static String decoded(String sent) {
        try {
            return PercentEncoding.decode(sent, false);
        } catch (IllegalArgumentException e) {
            throw refusal("its path cannot be decoded");
        }
    }

    private static ApiException refusal(String problem) {
        return ErrorCode.MALFORMED_REQUEST.with(problem);
    }
}
