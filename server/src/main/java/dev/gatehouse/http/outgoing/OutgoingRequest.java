package dev.gatehouse.http.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A call to be made. Its text form shows neither headers nor body.
 *
 * @param body empty for none
 * @param time from the look-up of the host to the last byte of the answer
 * @param mostBytes of the answer's body
 * @param stillWanted asked once the connection stands, right before the first byte is sent
 */
public record OutgoingRequest(
        String method,
        URI url,
        Map<String, String> headers,
        String body,
        Duration time,
        int mostBytes,
        BooleanSupplier stillWanted) {

    @Override
    public String toString() {
        return method + " " + url.getHost();
    }
}
