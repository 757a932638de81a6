package dev.gatehouse.connector.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an error: in our own form, or as a problem document (RFC 9457) where the caller asks for one. */
final class ErrorAnswer {
    private static final String PROBLEM = "application/problem+json";

    private ErrorAnswer() {}

    /** @param accept the request's Accept field, or null */
    static Answer of(HttpFailure failure, @Nullable String accept, String requestId) {
        boolean problem = accept != null && accept.contains(PROBLEM);
        Map<String, Object> members = problem ? problem(failure, requestId) : own(failure);
        if (!failure.violations().isEmpty()) {
            members.put("violations", failure.violations());
        }
        Answer answer = Answer.json(failure.code().status(), members);
        if (problem) {
            answer = answer.withHeader("Content-Type", PROBLEM);
        }
        if (failure.code().status() == 503) {
            answer = answer.withHeader("Retry-After", "5");
        }
        for (Map.Entry<String, String> header : failure.headers().entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }

    private static Map<String, Object> own(HttpFailure failure) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statusCode", failure.code().status());
        members.put("code", failure.code().code());
        members.put("message", failure.code().name());
        members.put("description", failure.getMessage());
        members.put("severity", "ERROR");
        return members;
    }

    private static Map<String, Object> problem(HttpFailure failure, String requestId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:gatehouse:error:" + failure.code().code());
        members.put("title", failure.code().name());
        members.put("status", failure.code().status());
        members.put("detail", failure.getMessage());
        members.put("instance", "urn:gatehouse:request:" + requestId);
        members.put("code", failure.code().code());
        return members;
    }
}
