package dev.gatehouse.repository;

import tools.jackson.databind.node.ObjectNode;

/** Ends a call with an error, in the form that both dialects share: {@code status}, {@code message}, {@code errors}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ObjectNode body;
    private final int status;

    Refusal(int status, String message) {
        this(status, Json.object().put("status", status).put("message", message));
    }

    Refusal(int status, ObjectNode body) {
        super(body.toString());
        this.status = status;
        this.body = body;
    }

    static Refusal noSuch(String what) {
        return new Refusal(404, what);
    }

    static Refusal permissionDenied() {
        return new Refusal(403, "Permission denied.");
    }

    Answer answer() {
        return Answer.json(status, body);
    }
}
