package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** What a server's refusals mean to the caller. Nothing that the server wrote is told on. Stateless. */
public final class Refusals {
    private Refusals() {}

    /** @param what was asked for, such as {@code to write /a/b} */
    public static ConnectorException of(int status, String what) {
        return new ConnectorException(
                failure(status), "The WebDAV server answered " + status + " when asked " + what + reason(status) + ".");
    }

    private static Failure failure(int status) {
        return switch (status) {
            case 400, 414, 415, 422, 431 -> Failure.INVALID;
            case 401 -> Failure.UNAUTHORIZED;
            case 402, 403, 451 -> Failure.FORBIDDEN;
            case 404, 410 -> Failure.NOT_FOUND;
            case 207, 405, 409, 412, 423, 424 -> Failure.CONFLICT;
            case 413 -> Failure.TOO_LARGE;
            case 429 -> Failure.TOO_MANY_REQUESTS;
            case 501 -> Failure.UNSUPPORTED;
            case 503 -> Failure.UNAVAILABLE;
            case 408, 504 -> Failure.TIMED_OUT;
            case 507 -> Failure.OUT_OF_SPACE;
            default -> Failure.BAD_ANSWER;
        };
    }

    private static String reason(int status) {
        return switch (status) {
            case 401 -> ": it does not take this token or password";
            case 403 -> ": it does not allow this";
            case 404, 410 -> ": there is no such thing";
            case 207 -> ": only a part of it could be done";
            case 405, 409, 412 -> ": what is there does not allow this";
            case 413 -> ": it is too large";
            case 423 -> ": it is locked";
            case 429 -> ": too many requests";
            case 503 -> ": it is not available, as in maintenance";
            case 507 -> ": no space is left";
            case 301, 302, 303, 307, 308 ->
                ": it redirects elsewhere, which is not followed; WEBDAV_URL must be its final URL";
            default -> "";
        };
    }

    /** Does nothing where all that was asked for was done; what is asked for is to be told as in {@link #of(int, String)}. */
    public static void unlessDone(int status, String what) {
        if (!isSuccess(status) || status == 207) {
            throw of(status, what);
        }
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** The server could not be spoken to. */
    public static ConnectorException of(IOException failure, String what) {
        if (failure instanceof ConnectionRequestTimeoutException) {
            return new ConnectorException(
                    Failure.UNAVAILABLE,
                    "All connections to the WebDAV server are in use; asked " + what + ".",
                    failure);
        }
        if (failure instanceof InterruptedIOException) {
            return new ConnectorException(
                    Failure.TIMED_OUT, "The WebDAV server did not answer in time when asked " + what + ".", failure);
        }
        return new ConnectorException(
                Failure.UNAVAILABLE,
                "The WebDAV server cannot be reached, or hung up, when asked " + what + ".",
                failure);
    }

    public static ConnectorException nothing(String what) {
        return new ConnectorException(Failure.NOT_FOUND, "There is no " + what + ".");
    }

    public static ConnectorException conflict(String sentence) {
        return new ConnectorException(Failure.CONFLICT, sentence);
    }

    static ConnectorException badAnswer(String sentence) {
        return new ConnectorException(Failure.BAD_ANSWER, sentence);
    }
}
