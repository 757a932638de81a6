package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an entry of the error catalogue as an answer: our own form, or RFC 9457 where the client asks for it. */
public final class ErrorBody {
    private static final String PROBLEM = "application/problem+json";
    private static final String TYPE = "urn:gatehouse:error:";

    private ErrorBody() {}

    /**
     * @param accept the request's Accept header, or null
     * @param requestId the request's correlation id
     * @param form of problem documents
     */
    public static Response of(ApiException error, @Nullable String accept, String requestId, ProblemForm form) {
        boolean problem = accept != null && accept.contains(PROBLEM);
        Map<String, Object> members = problem ? problem(error, requestId, form) : plain(error);
        members.putAll(error.members());
        Response response = Response.of(error.code().status(), problem ? PROBLEM : Response.JSON, Json.bytes(members));
        for (Map.Entry<String, String> header : error.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }

    private static Map<String, Object> plain(ApiException error) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statusCode", error.code().status());
        members.put("code", error.code().code());
        members.put("message", error.code().name());
        members.put("description", error.getMessage());
        members.put("severity", "ERROR");
        return members;
    }

    private static Map<String, Object> problem(ApiException error, String requestId, ProblemForm form) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE + error.code().code());
        members.put("title", error.code().name());
        members.put("status", error.code().status());
        members.put("detail", error.getMessage());
        members.put("instance", form.instance() + requestId);
        members.put("code", error.code().code());
        if (form.severity()) {
            members.put("severity", "ERROR");
        }
        return members;
    }
}
