package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.Credential;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.http.NoHttpResponseException;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.DefaultConnectionReuseStrategy;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;

/**
 * Requests to one server, over a bounded pool of connections. Nothing is kept from one request for another: the credential
 * stands in the request's own header, cookies are not taken, redirects not followed. Thread-safe.
 */
final class DavClient implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Held, since else its level is forgotten. What the library logs below it shows headers, and with them tokens. */
    private static final Logger LIBRARY = Logger.getLogger("org.apache.http");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private final CloseableHttpClient http;
    private final Duration patience;
    private final Set<Progress> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webdav-watch").factory());

    /**
     * @param connect time to connect
     * @param patience how long the server may keep a request waiting, and how long it may be silent
     * @param connections most connections at a time; who needs one more waits for as long as for the server
     */
    DavClient(Duration connect, Duration patience, int connections) {
        this.patience = patience;
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager(
                sockets(),
                (route, configuration) -> new SocketConnection(),
                null,
                null,
                LIFE.toSeconds(),
                TimeUnit.SECONDS);
        pool.setMaxTotal(connections);
        pool.setDefaultMaxPerRoute(connections);
        pool.setDefaultSocketConfig(SocketConfig.custom()
                .setSoTimeout((int) patience.toMillis())
                .setTcpNoDelay(true)
                .build());
        http = HttpClientBuilder.create()
                .setConnectionManager(pool)
                .setRequestExecutor(new PunctualExecutor())
                .setConnectionReuseStrategy(
                        (response, context) -> !Progress.of(context).isBodyCut()
                                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(response, context))
                .setRetryHandler(DavClient::isWorthAnother)
                .setDefaultRequestConfig(requestConfig(connect, patience))
                .setDefaultCredentialsProvider(new BasicCredentialsProvider())
                .setUserAgent("Gatehouse WebDAV connector")
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .evictExpiredConnections()
                .evictIdleConnections(IDLE.toSeconds(), TimeUnit.SECONDS)
                .build();
        long tick = Math.clamp(patience.toMillis() / 10, 10, 1000);
        watch.scheduleWithFixedDelay(() -> underWay.forEach(Progress::check), tick, tick, TimeUnit.MILLISECONDS);
    }

    private static Registry<ConnectionSocketFactory> sockets() {
        return RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", new ChannelSocketFactory())
                .register("https", SSLConnectionSocketFactory.getSocketFactory())
                .build();
    }

    private static RequestConfig requestConfig(Duration connect, Duration patience) {
        return RequestConfig.custom()
                .setConnectTimeout((int) connect.toMillis())
                .setConnectionRequestTimeout((int) patience.toMillis())
                .setSocketTimeout((int) patience.toMillis())
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .setNormalizeUri(false)
                .build();
    }

    /** A connection that was kept may have been closed by the server just when it was used again. */
    private static boolean isWorthAnother(IOException failure, int attempts, HttpContext context) {
        boolean closed = failure instanceof NoHttpResponseException
                || failure instanceof SocketException && !(failure instanceof ConnectException)
                || failure.getClass() == IOException.class; // what a channel's socket throws when it is written to
        Progress progress = Progress.of(context);
        return attempts == 1 && closed && !progress.isExhausted() && !progress.isBodyBegun();
    }

    /**
     * Sends a request and waits for the head of its answer, of whatever status.
     *
     * @throws SocketTimeoutException where the server kept it waiting too long
     * @throws SourceException where the request's body could not be read
     */
    Exchange send(HttpRequestBase request, Credential credential) throws IOException {
        return send(progress -> request, credential);
    }

    /** @param request makes the request, which tells how far it got */
    Exchange send(Function<Progress, HttpRequestBase> request, Credential credential) throws IOException {
        Progress progress = new Progress(patience.toNanos());
        HttpClientContext context = HttpClientContext.create();
        progress.enter(context);
        HttpRequestBase message = request.apply(progress);
        if (!(credential instanceof Credential.None)) {
            message.setHeader("Authorization", credential.authorization());
        }
        underWay.add(progress);
        try {
            return new Exchange(http.execute(message, context), progress, () -> underWay.remove(progress));
        } catch (IOException e) {
            underWay.remove(progress);
            throw progress.isExhausted() ? timedOut(e) : e;
        } catch (RuntimeException e) {
            underWay.remove(progress);
            throw e;
        }
    }

    static SocketTimeoutException timedOut(IOException cause) {
        SocketTimeoutException timedOut = new SocketTimeoutException("the server did not go on in time");
        timedOut.initCause(cause);
        return timedOut;
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        http.close();
    }
}
