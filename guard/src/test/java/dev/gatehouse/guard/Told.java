package dev.gatehouse.guard;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.SentContent;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a guard or a gateway is told: the status, then what a refusal says of itself or what the request is for. */
record Told(int status, String code, String more) {
    private static final JsonMapper JSON = new JsonMapper();

    static Told of(Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed) {
            return new Told(200, "", passed.endpoint() + " " + passed.caller().clientId());
        }
        Refusal refusal = ((Verdict.Refused) verdict).refusal();
        String body = refusal.body();
        String code = JSON.readTree(body).path("code").asString();
        return refused(
                refusal.status(),
                code,
                refusal.headers().getOrDefault("WWW-Authenticate", ""),
                JSON.readTree(body).path("description").asString());
    }

    /** The challenge, but for its words and for DPoP, which a guard does not take; or why the content is not clear. */
    private static Told refused(int status, String code, String challenge, String description) {
        return new Told(
                status,
                code,
                code.equals("ERR12170")
                        ? description
                        : challenge.replaceAll(", (error_description|DPoP algs)=\"[^\"]*\"", ""));
    }

    private static Told of(Answer answer) {
        if (answer.status() == 200) {
            return new Told(200, "", answer.header("X-Auth-Endpoint") + " " + answer.header("X-Auth-Client"));
        }
        String code = answer.json().path("code").asString();
        return refused(
                answer.status(),
                code,
                String.valueOf(answer.header("WWW-Authenticate")).replace("null", ""),
                answer.json().path("description").asString());
    }

    static Told byGuard(
            ServiceGuard guard, @Nullable String token, String method, String target, String type, byte[] body) {
        ForwardedRequest asked = ForwardedRequest.of(method, target);
        int limit = guard.bytesLookedAt(asked);
        boolean whole = body.length <= limit;
        SentContent content = new SentContent(
                asked,
                type.isEmpty() ? Map.of() : Map.of("Content-Type", List.of(type)),
                whole ? body : new byte[0],
                whole);
        return Told.of(guard.check(asked, token == null ? List.of() : List.of("Bearer " + token), content));
    }

    static Told byServer(
            GuardedService service, @Nullable String token, String method, String target, String type, byte[] body) {
        Api gateway = token == null
                ? service.server().admin()
                : service.server().admin().withToken(token);
        String[] fields = {"X-Original-Method", method, "X-Original-URI", target, "Content-Type", type};
        return Told.of(gateway.sendBytes(
                body.length == 0 ? "GET" : "POST",
                "/access/" + service.serviceId(),
                body,
                type.isEmpty() ? Arrays.copyOf(fields, 4) : fields));
    }
}
