package dev.gatehouse.repository;

import tools.jackson.databind.node.ObjectNode;

/** Ends a call with an error, in the form that both dialects share: {@code status}, {@code message}, {@code errors}. */
final class RepositoryRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ObjectNode body;
    private final int status;

    RepositoryRefusal(int status, String message) {
        this(status, RepositoryJson.object().put("status", status).put("message", message));
    }

    RepositoryRefusal(int status, ObjectNode body) {
        super(body.toString());
        this.status = status;
        this.body = body;
    }

    static RepositoryRefusal noSuch(String what) {
        return new RepositoryRefusal(404, what);
    }

    static RepositoryRefusal permissionDenied() {
        return new RepositoryRefusal(403, "Permission denied.");
    }

    RepositoryAnswer answer() {
        return RepositoryAnswer.json(status, body);
    }
}
