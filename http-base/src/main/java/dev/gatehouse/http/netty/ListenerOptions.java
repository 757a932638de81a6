package dev.gatehouse.http.netty;

import dev.gatehouse.http.syntax.TrustedProxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a listener listens and what it bounds.
 *
 * @param name such as {@code admin} or {@code public}, for logs and metrics
 * @param certificate null for plain HTTP
 * @param allowedOrigins those whose pages may call what asks for a bearer token
 * @param proxies who is believed about where a request comes from
 */
public record ListenerOptions(
        String name,
        String address,
        int port,
        Deadlines deadlines,
        Wire wire,
        @Nullable CertificateFiles certificate,
        Set<String> allowedOrigins,
        TrustedProxies proxies) {
    public ListenerOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * How long things may take.
     *
     * @param head from accepting a connection to its first complete request head
     * @param body from a request's head to the end of its body, where the body is taken as a whole
     * @param idle between two requests of a connection
     * @param taking that a client takes nothing of its answer
     * @param drain from closing the listener to cutting off what still runs
     */
    public record Deadlines(Duration head, Duration body, Duration idle, Duration taking, Duration drain) {}

    /**
     * How bytes come and go.
     *
     * @param targetBytes the longest request line
     * @param chunkBytes in how large parts bodies come at most
     * @param socketBufferBytes of the operating system, for each direction; 0 for its own choice
     * @param http2 whether HTTP/2 is spoken too
     * @param hostRequired whether HTTP/1.1 without a Host field is refused, as RFC 9112 section 3.2 asks
     */
    public record Wire(int targetBytes, int chunkBytes, int socketBufferBytes, boolean http2, boolean hostRequired) {
        /** For messages that fit into memory. */
        public static final Wire WHOLE_MESSAGES = new Wire(16 * 1024, 8 * 1024, 0, true, true);
    }

    /**
     * A certificate on disk.
     *
     * @param chain PEM certificate chain
     * @param privateKey PEM private key of the certificate
     * @param renewalCheck how often to look for a renewed one
     */
    public record CertificateFiles(Path chain, Path privateKey, Duration renewalCheck) {}
}
