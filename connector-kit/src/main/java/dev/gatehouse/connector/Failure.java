package dev.gatehouse.connector;

/** Why a connector could not do what it was asked for. Never the connector's own fault; those are other exceptions. */
public enum Failure {
    /** The request does not make sense to the third party. */
    INVALID(400),
    /** The third party does not take the token or password; the kit tries once more with a fresh token. */
    UNAUTHORIZED(403),
    /** The third party knows who it is and refuses. */
    FORBIDDEN(403),
    /** There is no such file, folder or project. */
    NOT_FOUND(404),
    /** The state of what is there forbids it. */
    CONFLICT(409),
    /** It is larger than the third party takes. */
    TOO_LARGE(413),
    /** The third party asks to slow down. */
    TOO_MANY_REQUESTS(429),
    /** The third party cannot do this. */
    UNSUPPORTED(501),
    /** The third party failed, or answered what nobody understands. */
    BAD_ANSWER(502),
    /** The third party cannot be reached or says that it is not available. */
    UNAVAILABLE(503),
    /** The third party did not answer in time. */
    TIMED_OUT(504),
    /** The person's space at the third party is used up. */
    OUT_OF_SPACE(507);

    private final int status;

    Failure(int status) {
        this.status = status;
    }

    /** The status of the answer to the connector's caller. */
    public int status() {
        return status;
    }
}
