package dev.gatehouse.jwks;

import dev.gatehouse.http.outgoing.HostSlots;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import dev.gatehouse.http.outgoing.OutgoingException;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Small documents from other servers: bounded in time and size, and never from where a redirect leads. Thread-safe. */
public final class Downloads {
    /** For all that one attempt asks for, to the last byte. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_PER_HOST = 16;
    private static final int MAX_IN_ALL = 64;
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json, application/jwk-set+json");

    private final OutgoingHttp http;
    private final HostSlots slots = new HostSlots(MAX_PER_HOST, MAX_IN_ALL);

    /** @param http says where documents may come from; stays open */
    public Downloads(OutgoingHttp http) {
        this.http = http;
    }

    /** There is nothing at this address. */
    public static final class NotFound extends IOException {
        private static final long serialVersionUID = 1L;

        NotFound(URI location) {
            super("there is nothing at " + location);
        }
    }

    /** Starts the clock. */
    Attempt attempt() {
        return new Attempt(System.nanoTime() + DEADLINE.toNanos());
    }

    /** Documents that share a deadline. Used by one thread. */
    public final class Attempt {
        private final long deadline;

        private Attempt(long deadline) {
            this.deadline = deadline;
        }

        /** @throws IOException where it is not there in time, too large, or not answered with 200 */
        public String get(URI location) throws IOException {
            String host = OutgoingHttp.hostOf(location);
            if (slots.take(host, 1) == 0) {
                throw new IOException(location + " is not asked now: too many documents are being fetched");
            }
            try {
                OutgoingAnswer answer = http.send(request(location));
                if (answer.status() == 404) {
                    throw new NotFound(location);
                }
                if (answer.status() != 200) {
                    throw new IOException(location + " answered " + answer.status());
                }
                return answer.body();
            } catch (OutgoingException e) {
                throw new IOException(location + ": " + e.getMessage(), e);
            } finally {
                slots.giveBack(host, 1);
            }
        }

        private OutgoingRequest request(URI location) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            return new OutgoingRequest("GET", location, HEADERS, "", left, MAX_BYTES, () -> true);
        }
    }
}
