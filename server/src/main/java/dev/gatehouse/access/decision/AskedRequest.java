package dev.gatehouse.access.decision;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.MethodOverrides;
import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a gateway asks: of which service, and about which request. Stateless. */
final class AskedRequest {
    private static final String PREFIX = "/access/";
    private static final List<String> FORWARDED = List.of("X-Forwarded-Method", "X-Forwarded-Uri");
    private static final List<String> ORIGINAL = List.of("X-Original-Method", "X-Original-URI");

    private AskedRequest() {}

    /**
     * The service id of the path, decoded.
     *
     * @throws dev.gatehouse.http.ApiException ERR12162 where no service can have it
     */
    static String serviceId(Request request) {
        String given = request.pathParameter("serviceId");
        if (given.indexOf('%') < 0) {
            return given;
        }
        try {
            String id = URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (id.chars().noneMatch(Character::isISOControl)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // It is said below.
        }
        throw ErrorCode.SERVICE_NOT_GUARDED.with(given);
    }

    /**
     * The request that the gateway holds back.
     *
     * @throws dev.gatehouse.http.ApiException ERR12163 unless there is exactly one
     */
    static ForwardedRequest of(Request request) {
        List<String> forwarded = pair(request, FORWARDED);
        List<String> original = pair(request, ORIGINAL);
        String behind = targetBehind(request);
        int asked = (forwarded == null ? 0 : 1) + (original == null ? 0 : 1) + (behind == null ? 0 : 1);
        if (asked != 1) {
            throw ErrorCode.FORWARDED_REQUEST_UNCLEAR.with(
                    asked == 0
                            ? "send X-Forwarded-Method with X-Forwarded-Uri, or X-Original-Method with X-Original-URI, or"
                                    + " put the path behind " + PREFIX + "<service id>"
                            : "it is named in two ways; make the gateway remove the header fields that it does not set"
                                    + " itself");
        }
        if (behind != null) {
            return forwarded(request, request.method(), behind);
        }
        List<String> pair = forwarded == null ? original : forwarded;
        return forwarded(request, pair.get(0), pair.get(1));
    }

    /** Method and target; null where neither is there. */
    private static List<String> pair(Request request, List<String> names) {
        String method = once(request, names.get(0));
        String target = once(request, names.get(1));
        if (method == null && target == null) {
            return null;
        }
        if (method == null || target == null) {
            throw ErrorCode.FORWARDED_REQUEST_UNCLEAR.with(
                    "there is only one of " + names.get(0) + " and " + names.get(1) + "; send both");
        }
        return List.of(method, target);
    }

    private static String once(Request request, String name) {
        List<String> values = request.headers(name);
        if (values.size() > 1) {
            throw ErrorCode.FORWARDED_REQUEST_UNCLEAR.with(
                    name + " is given " + values.size() + " times; make the gateway replace what clients send");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** What follows the service id; null where nothing does. */
    private static String targetBehind(Request request) {
        String target = request.target();
        int slash = target.indexOf('/', PREFIX.length());
        int query = target.indexOf('?');
        return slash < 0 || (query >= 0 && query < slash) ? null : target.substring(slash);
    }

    private static ForwardedRequest forwarded(Request request, String method, String target) {
        boolean preflight = method.equals("OPTIONS") && request.header("Origin") != null;
        return new ForwardedRequest(
                method, target, overrides(request), preflight ? request.header("Access-Control-Request-Method") : null);
    }

    private static List<String> overrides(Request request) {
        List<String> all = null;
        for (String name : MethodOverrides.HEADERS) {
            List<String> values = request.headers(name);
            if (!values.isEmpty()) {
                all = all == null ? new ArrayList<>() : all;
                all.addAll(values);
            }
        }
        return all == null ? List.of() : all;
    }
}
