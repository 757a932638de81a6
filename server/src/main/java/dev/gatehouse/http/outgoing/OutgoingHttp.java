package dev.gatehouse.http.outgoing;

import dev.gatehouse.http.outgoing.OutgoingException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls as straight-line code on the caller's (virtual) thread. Each goes over a connection of its own, made to an
 * address that was checked: on a kept connection that the other side is just closing, nobody could tell whether a
 * request was worked on. Certificates are verified against the URL's host. Thread-safe.
 */
public final class OutgoingHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingHttp.class);
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

    /** A wait that took so much longer than it should shows that the process did not run. */
    private static final Duration STOPPED = Duration.ofMillis(500);

    private static final Duration READING_TIME = Duration.ofSeconds(2);
    private static final int MAX_ADDRESSES = 3;
    private static final int MAX_CONNECTIONS_PER_ADDRESS = 10_000;
    private static final int MAX_HEAD = 16 * 1024;

    private final OutgoingRules rules;
    private final HostLookup lookup;
    private final HttpClientAgent client;

    /** @param vertx stays open when this is closed */
    public OutgoingHttp(Vertx vertx, OutgoingRules rules) {
        this(vertx, rules, InetAddress::getAllByName);
    }

    OutgoingHttp(Vertx vertx, OutgoingRules rules, HostLookup.Resolver resolver) {
        this(vertx, rules, resolver, options());
    }

    OutgoingHttp(Vertx vertx, OutgoingRules rules, HostLookup.Resolver resolver, HttpClientOptions options) {
        this.rules = rules;
        this.lookup = new HostLookup(resolver);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS_PER_ADDRESS));
    }

    static HttpClientOptions options() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxHeaderSize(MAX_HEAD)
                .setMaxInitialLineLength(MAX_HEAD)
                .setConnectTimeout((int) CONNECT_TIME.toMillis());
    }

    /** Where calls may go. */
    public OutgoingRules rules() {
        return rules;
    }

    /**
     * Calls and returns the complete answer, of whatever status; a redirect is an answer like others.
     *
     * @throws OutgoingException when there is none, and whether the request may have arrived
     */
    public OutgoingAnswer send(OutgoingRequest request) throws OutgoingException {
        var objection = rules.objectionTo(request.url());
        if (objection.isPresent()) {
            throw new OutgoingException(Kind.FORBIDDEN, false, "the URL is not one we call: " + objection.get());
        }
        Deadline deadline = Deadline.in(request.time());
        List<InetAddress> addresses = lookup.addresses(request.url(), deadline.left());
        // One forbidden address among others is how a name is made to change its meaning between look-ups.
        if (!addresses.stream().allMatch(rules::allows)) {
            throw new OutgoingException(Kind.FORBIDDEN, false, "its host leads to an address that is not public");
        }
        HttpClientRequest connected = connect(request, addresses, deadline);
        if (!request.stillWanted().getAsBoolean()) {
            connected.reset();
            throw new OutgoingException(Kind.UNWANTED, false, "it was not sent: it is no longer ours to send");
        }
        return exchange(request, connected, deadline);
    }

    private HttpClientRequest connect(OutgoingRequest request, List<InetAddress> addresses, Deadline deadline)
            throws OutgoingException {
        OutgoingException last = null;
        for (InetAddress address : addresses.stream().limit(MAX_ADDRESSES).toList()) {
            try {
                return quiet(connect(request, address, deadline));
            } catch (OutgoingException e) {
                last = e;
            }
        }
        throw last;
    }

    private HttpClientRequest connect(OutgoingRequest request, InetAddress address, Deadline deadline)
            throws OutgoingException {
        Future<HttpClientRequest> connecting = begin(request, address);
        try {
            return connecting
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SSLException
                    ? new OutgoingException(Kind.UNTRUSTED, false, "its TLS or certificate is not acceptable")
                    : new OutgoingException(Kind.UNREACHABLE, false, "no connection could be made");
        } catch (TimeoutException e) {
            connecting.onSuccess(HttpClientRequest::reset);
            throw new OutgoingException(Kind.UNREACHABLE, false, "no connection could be made in time");
        } catch (InterruptedException e) {
            connecting.onSuccess(HttpClientRequest::reset);
            Thread.currentThread().interrupt();
            throw new OutgoingException(Kind.UNREACHABLE, false, "it was interrupted");
        }
    }

    /** What Vert.x does not take is a failure like others, so that it is counted and told. */
    private Future<HttpClientRequest> begin(OutgoingRequest request, InetAddress address) throws OutgoingException {
        try {
            return client.request(optionsFor(request, address));
        } catch (IllegalArgumentException e) {
            LOG.debug("a call cannot be made: {}", e.toString());
            throw new OutgoingException(Kind.UNREACHABLE, false, "its URL or a header is not one that can be sent");
        }
    }

    /** What goes wrong is told to the caller; without somebody who hears it, it would be logged as an error of ours. */
    private static HttpClientRequest quiet(HttpClientRequest connected) {
        connected.exceptionHandler(failure -> LOG.debug("an outgoing call failed: {}", failure.toString()));
        connected.connection().exceptionHandler(failure -> LOG.debug("a connection failed: {}", failure.toString()));
        return connected;
    }

    private static RequestOptions optionsFor(OutgoingRequest request, InetAddress address) {
        URI url = request.url();
        boolean tls = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, literal(address)))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setMethod(HttpMethod.valueOf(request.method()))
                .setFollowRedirects(false)
                .setURI(target(url));
        request.headers().forEach(options::putHeader);
        return options;
    }

    /** As it stands in a URL: without its brackets, Vert.x takes no address of IPv6. */
    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static OutgoingAnswer exchange(OutgoingRequest request, HttpClientRequest connected, Deadline deadline)
            throws OutgoingException {
        AnswerReader reader = new AnswerReader(request.mostBytes());
        reader.readFrom(connected);
        connected.send(request.body());
        try {
            return await(reader, deadline);
        } catch (ExecutionException e) {
            connected.reset();
            throw e.getCause() instanceof OutgoingException known
                    ? new OutgoingException(known.kind(), true, known.getMessage())
                    : new OutgoingException(Kind.BROKEN, true, "the connection broke before the answer was complete");
        } catch (TimeoutException e) {
            connected.reset();
            throw new OutgoingException(Kind.LATE, true, "the answer was not complete in time");
        } catch (InterruptedException e) {
            connected.reset();
            Thread.currentThread().interrupt();
            throw new OutgoingException(Kind.LATE, true, "the wait for its answer was interrupted");
        }
    }

    /** A process that was stopped for a while finds the answer waiting in the socket, and takes a moment to read it. */
    private static OutgoingAnswer await(AnswerReader reader, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return reader.answer().get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (deadline.overrun().compareTo(STOPPED) < 0) {
                throw e;
            }
            return reader.answer().get(READING_TIME.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The lower-case host and port of a URL: calls to the same vendor share it. */
    public static String hostOf(URI url) {
        return String.valueOf(url.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        lookup.close();
        client.close();
    }
}
