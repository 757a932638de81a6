package dev.gatehouse.oauth.logout;

import com.nimbusds.openid.connect.sdk.BackChannelLogoutRequest;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.events.Heard;
import dev.gatehouse.events.Worker;
import dev.gatehouse.http.outgoing.BackOff;
import dev.gatehouse.http.outgoing.DeliveryAttempt;
import dev.gatehouse.http.outgoing.HostSlots;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRequest;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.store.ChangeFeed;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients at their back channel that a session ended, at least once, and again for some days where they do not take it.
 * Each host has slots of its own, so that a slow one keeps nobody else waiting. Thread-safe.
 */
public final class LogoutDeliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogoutDeliveries.class);
    private static final int CALLS_PER_HOST = 4;
    private static final int CALLS_IN_ALL = 32;

    /** Writes at a time, so that requests find connections to the database too. */
    private static final int DATABASE_TURNS = 2;

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration LEASE = TIME.multipliedBy(4);
    private static final Duration IDLE_PERIOD = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 64 * 1024;
    private static final long CLOSING_SECONDS = 5;

    private final Jdbi jdbi;
    private final Clients clients;
    private final OutgoingHttp http;
    private final LogoutTokens tokens;
    private final SessionPartyStore store = new SessionPartyStore();
    private final HostSlots slots = new HostSlots(CALLS_PER_HOST, CALLS_IN_ALL);
    private final Semaphore turns = new Semaphore(DATABASE_TURNS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("logout-", 0).factory());
    private final Worker worker;

    /**
     * What it is built on.
     *
     * @param issuer of the tokens, which the keys sign
     */
    public record Dependencies(
            Jdbi jdbi, Clients clients, ChangeFeed changes, String issuer, SigningKeys keys, Clock clock) {}

    /** @param http where calls may go; stays open when this is closed */
    public LogoutDeliveries(Dependencies on, OutgoingHttp http) {
        this.jdbi = on.jdbi();
        this.clients = on.clients();
        this.http = http;
        this.tokens = new LogoutTokens(on.issuer(), on.keys(), on.clock());
        this.worker = new Worker("logout-deliveries", IDLE_PERIOD, this::sweep);
        on.changes().subscribe(SessionParties.ENDED, Heard.by(worker::wake));
        worker.start();
    }

    private boolean sweep() {
        boolean claimedSome = false;
        for (String clientId : jdbi.withHandle(store::dueClients)) {
            Optional<Client> told = clients.find(clientId);
            Optional<URI> uri = told.map(client -> client.protocol().logout().backchannelLogoutUri())
                    .map(URI::create);
            if (uri.isEmpty()) {
                jdbi.useHandle(handle -> store.forget(handle, clientId));
            } else {
                claimedSome |= sweep(told.get(), uri.get());
            }
        }
        return claimedSome;
    }

    private boolean sweep(Client client, URI uri) {
        String host = OutgoingHttp.hostOf(uri);
        int free = slots.take(host, CALLS_PER_HOST);
        int started = 0;
        try {
            List<SessionPartyStore.Claim> claims = free == 0
                    ? List.of()
                    : jdbi.inTransaction(handle -> store.claim(handle, client.clientId(), free, LEASE));
            for (SessionPartyStore.Claim claim : claims) {
                threads.execute(() -> deliver(client, uri, host, claim));
                started++;
            }
            return started > 0;
        } finally {
            if (free > started) {
                slots.giveBack(host, free - started);
            }
        }
    }

    private void deliver(Client client, URI uri, String host, SessionPartyStore.Claim claim) {
        try {
            DeliveryAttempt attempt = DeliveryAttempt.of(http, request(client, uri, claim));
            if (attempt.succeeded()) {
                writing(handle -> store.done(handle, claim));
            } else {
                failed(claim, attempt);
            }
        } catch (RuntimeException e) {
            LOG.warn("A logout token for client {} is sent again: {}", claim.clientId(), e.toString());
        } finally {
            slots.giveBack(host, 1);
            worker.wake();
        }
    }

    private OutgoingRequest request(Client client, URI uri, SessionPartyStore.Claim claim) {
        String form = new BackChannelLogoutRequest(uri, tokens.issue(client, claim))
                .toHTTPRequest()
                .getBody();
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "User-Agent", "Gatehouse");
        return new OutgoingRequest("POST", uri, headers, form, TIME, MAX_BYTES, () -> true);
    }

    private void failed(SessionPartyStore.Claim claim, DeliveryAttempt attempt) {
        Optional<Duration> wait = BackOff.after(claim.attempts(), attempt);
        if (wait.isPresent()) {
            writing(handle -> store.retry(handle, claim, wait.get()));
        } else {
            LOG.warn("Client {} was not told that a session ended: {}", claim.clientId(), attempt.error());
            writing(handle -> store.done(handle, claim));
        }
    }

    private void writing(Consumer<Handle> work) {
        turns.acquireUninterruptibly();
        try {
            jdbi.useTransaction(work::accept);
        } finally {
            turns.release();
        }
    }

    /** Claims nothing more, and waits a little for what is in flight; the rest is sent again after its lease. */
    @Override
    public void close() {
        worker.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
