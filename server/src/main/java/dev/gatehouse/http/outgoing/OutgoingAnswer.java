package dev.gatehouse.http.outgoing;

import java.util.Map;
import java.util.Optional;

/**
 * What came back. Its text form shows the status alone.
 *
 * @param headers the first value of each, by name in lower case
 * @param body as UTF-8, or where it is none, as its type says
 */
public record OutgoingAnswer(int status, Map<String, String> headers, String body) {

    /** The header's first value. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
