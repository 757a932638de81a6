package dev.gatehouse.access.decision;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.MethodOverrides;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.http.syntax.FieldName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gateway asks: of which service, and about which request. Stateless. */
final class GatewayRequest {
    private static final String PREFIX = "/access/";
    private static final Pair FORWARDED = new Pair(FieldName.of("X-Forwarded-Method"), FieldName.of("X-Forwarded-Uri"));
    private static final Pair ORIGINAL = new Pair(FieldName.of("X-Original-Method"), FieldName.of("X-Original-URI"));
    private static final FieldName ORIGIN = FieldName.of("Origin");
    private static final FieldName REQUESTED_METHOD = FieldName.of("Access-Control-Request-Method");

    private static final FieldName SCHEME = FieldName.of("X-Forwarded-Proto");
    private static final FieldName HOST = FieldName.of("X-Forwarded-Host");
    private static final FieldName OWN_HOST = FieldName.of("Host");

    /** The two fields that name a request together. */
    private record Pair(FieldName method, FieldName target) {}

    /** What stands in them. */
    private record Named(String method, String target) {}

    private GatewayRequest() {}

    /** The service id of the path. */
    static String serviceId(Request request) {
        return request.pathParameter("serviceId");
    }

    /**
     * The request that the gateway holds back.
     *
     * @throws dev.gatehouse.api.ApiException ERR12163 unless there is exactly one
     */
    static ForwardedRequest of(Request request) {
        Named forwarded = named(request, FORWARDED);
        Named original = named(request, ORIGINAL);
        Named behind = behind(request);
        int asked = (forwarded == null ? 0 : 1) + (original == null ? 0 : 1) + (behind == null ? 0 : 1);
        Named named = forwarded != null ? forwarded : original != null ? original : behind;
        if (named == null || asked != 1) {
            throw ErrorCode.FORWARDED_REQUEST_UNCLEAR.with(
                    asked == 0
                            ? "send X-Forwarded-Method with X-Forwarded-Uri, or X-Original-Method with X-Original-URI, or"
                                    + " put the path behind " + PREFIX + "<service id>"
                            : "it is named in two ways; make the gateway remove the header fields that it does not set"
                                    + " itself");
        }
        return forwarded(request, named.method(), named.target());
    }

    /**
     * What comes with the request to prove that it is its token's owner's (RFC 9449): for the method and the target that the
     * gateway holds back, under the scheme and the host that it names. Where the path is behind ours, so may the host be.
     *
     * @throws dev.gatehouse.api.ApiException ERR10003 where the gateway does not say them, ERR12163 where it does so twice
     */
    static SentProof proof(Request request, ForwardedRequest asked) {
        String scheme = once(request, SCHEME);
        String forwarded = once(request, HOST);
        String host = forwarded == null && behind(request) != null ? once(request, OWN_HOST) : forwarded;
        if (scheme == null || host == null || !asked.target().startsWith("/")) {
            throw ErrorCode.INVALID_DPOP_PROOF.with(
                    "the gateway does not say what the request's URI is; make it set X-Forwarded-Proto and X-Forwarded-Host");
        }
        SentProof sent = SentProof.of(request, List.of(scheme + "://" + host + asked.target()));
        return new SentProof(asked.method(), sent.uris(), sent.proofs());
    }

    /** What the pair names; null where neither field is there. */
    private static @Nullable Named named(Request request, Pair pair) {
        String method = once(request, pair.method());
        String target = once(request, pair.target());
        if (method == null && target == null) {
            return null;
        }
        if (method == null || target == null) {
            throw ErrorCode.FORWARDED_REQUEST_UNCLEAR.with(
                    "there is only one of " + pair.method() + " and " + pair.target() + "; send both");
        }
        return new Named(method, target);
    }

    private static @Nullable String once(Request request, FieldName name) {
        List<String> values = request.headers(name);
        if (values.size() > 1) {
            throw ErrorCode.FORWARDED_REQUEST_UNCLEAR.with(
                    name + " is given " + values.size() + " times; make the gateway replace what clients send");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** This request, to what follows the service id; null where nothing does. */
    private static @Nullable Named behind(Request request) {
        String target = request.target();
        int slash = target.indexOf('/', PREFIX.length());
        int query = target.indexOf('?');
        return slash < 0 || (query >= 0 && query < slash) ? null : new Named(request.method(), target.substring(slash));
    }

    private static ForwardedRequest forwarded(Request request, String method, String target) {
        return new ForwardedRequest(
                method,
                target,
                request.headersNamed(MethodOverrides::isHeader),
                method.equals("OPTIONS") ? preflightMethod(request) : null);
    }

    private static @Nullable String preflightMethod(Request request) {
        List<String> methods = request.headers(REQUESTED_METHOD);
        return methods.size() == 1 && !request.headers(ORIGIN).isEmpty() ? methods.getFirst() : null;
    }
}
