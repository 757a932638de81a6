package dev.gatehouse.vault.webhook;

import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.audit.SystemCaller;
import dev.gatehouse.events.EventStore;
import dev.gatehouse.events.Heard;
import dev.gatehouse.events.Worker;
import dev.gatehouse.http.outgoing.BackOff;
import dev.gatehouse.http.outgoing.DeliveryAttempt;
import dev.gatehouse.http.outgoing.HostSlots;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, at least once. Webhooks take turns, and each host has slots of its own, so that a slow receiver
 * keeps nobody else waiting; no more is claimed than there are slots. Messages about one thing that are due together
 * go one after the other. Thread-safe.
 */
public final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int CALLS_PER_HOST = 8;
    private static final int CALLS_IN_ALL = 128;

    /** Writes at a time, so that requests find connections to the database too. */
    private static final int DATABASE_TURNS = 3;

    /** A webhook that failed for so long without a single success is disabled. */
    private static final Duration MAX_FAILURE = Duration.ofDays(5);

    private static final Duration LEASE = WebhookCalls.TIME.multipliedBy(4);
    private static final Duration IDLE_PERIOD = Duration.ofSeconds(2);

    private static final long CLOSING_SECONDS = 5;

    /** Lets a few slots become free, so that they are filled by one statement. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(20);

    private final Jdbi jdbi;
    private final WebhookStore webhooks;
    private final DeliveryStore store = new DeliveryStore();
    private final WebhookCalls calls;
    private final ToldClients told;
    private final HostSlots slots = new HostSlots(CALLS_PER_HOST, CALLS_IN_ALL);
    private final Semaphore turns = new Semaphore(DATABASE_TURNS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final Worker worker;

    /** @param told asked before each delivery */
    public Deliveries(Jdbi jdbi, WebhookStore webhooks, WebhookCalls calls, ChangeFeed changes, ToldClients told) {
        this.jdbi = jdbi;
        this.webhooks = webhooks;
        this.calls = calls;
        this.told = told;
        this.worker = new Worker("webhook-deliveries", IDLE_PERIOD, this::sweep);
        changes.subscribe(EventStore.PUBLISHED, Heard.by(worker::wake));
        changes.subscribe(EventStore.HEARD, Heard.by(worker::wake));
        worker.start();
    }

    /** Looks for what is due now. */
    void wake() {
        worker.wake();
    }

    private boolean sweep() throws InterruptedException {
        List<DeliveryStore.DueWebhook> due = jdbi.withHandle(store::dueWebhooks);
        // Where the slots of all hosts together run out, it should not always be the same that come last.
        Collections.shuffle(due);
        boolean claimedSome = false;
        for (DeliveryStore.DueWebhook webhook : due) {
            claimedSome |= sweep(webhook);
        }
        if (claimedSome) {
            Thread.sleep(BETWEEN_BATCHES);
        }
        return claimedSome;
    }

    private boolean sweep(DeliveryStore.DueWebhook webhook) {
        String host = OutgoingHttp.hostOf(webhook.url());
        int free = slots.take(host, CALLS_PER_HOST);
        int started = 0;
        try {
            List<DeliveryStore.Claim> claims = free == 0 ? List.of() : claim(webhook.id(), free);
            for (List<DeliveryStore.Claim> chain : bySubject(claims)) {
                long deadline = System.nanoTime() + LEASE.toNanos();
                threads.execute(() -> deliver(webhook.id(), host, chain, deadline));
                started += chain.size();
            }
            return started > 0;
        } finally {
            if (free > started) {
                slots.giveBack(host, free - started);
            }
        }
    }

    private List<DeliveryStore.Claim> claim(String webhook, int most) {
        return jdbi.inTransaction(transaction -> store.claim(transaction, webhook, most, LEASE));
    }

    private static Collection<List<DeliveryStore.Claim>> bySubject(List<DeliveryStore.Claim> claims) {
        return claims.stream()
                .collect(Collectors.groupingBy(
                        claim -> claim.event().subject(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private void deliver(String webhookId, String host, List<DeliveryStore.Claim> chain, long deadline) {
        try {
            Optional<WebhookStore.Opened> opened =
                    jdbi.withHandle(handle -> webhooks.findWithSecrets(handle, webhookId));
            for (DeliveryStore.Claim claim : chain) {
                // One that may not be over before its lease is left to whoever claims it next.
                boolean ours = deadline - System.nanoTime() > WebhookCalls.TIME.toNanos();
                opened.filter(webhook -> ours).ifPresent(webhook -> deliver(webhook, claim));
            }
        } catch (RuntimeException e) {
            LOG.warn("A delivery to webhook {} did not end in order and is tried again: {}", webhookId, e.toString());
        } finally {
            slots.giveBack(host, chain.size());
            worker.wake();
        }
    }

    private void deliver(WebhookStore.Opened opened, DeliveryStore.Claim claim) {
        if (!told.mayHear(opened.webhook().registrant(), claim.event().type())) {
            writing(transaction -> store.failed(transaction, claim, DeliveryAttempt.WITHHELD));
            return;
        }
        DeliveryAttempt attempt = calls.send(
                opened.webhook().target().url(),
                opened.secrets(),
                claim.event().message(),
                claim.event().body());
        writing(transaction -> {
            if (attempt.succeeded()) {
                store.delivered(transaction, claim, attempt);
                webhooks.succeeded(transaction, claim.webhookId());
            } else {
                failed(transaction, claim, attempt);
            }
        });
    }

    private void failed(Handle transaction, DeliveryStore.Claim claim, DeliveryAttempt attempt) {
        BackOff.after(claim.attempts(), attempt)
                .ifPresentOrElse(
                        wait -> store.retry(transaction, claim, attempt, wait),
                        () -> store.failed(transaction, claim, attempt));
        webhooks.failed(transaction, claim.webhookId(), attempt.error());
        Optional<Webhook> disabled = attempt.isGone()
                ? webhooks.disable(transaction, claim.webhookId(), "the receiver answered 410: it is gone", null)
                : webhooks.disable(
                        transaction,
                        claim.webhookId(),
                        "it has failed for " + MAX_FAILURE.toDays() + " days without a success",
                        MAX_FAILURE);
        disabled.ifPresent(webhook -> AuditStore.record(
                transaction,
                SystemCaller.CALLER,
                "webhook.disable",
                Webhooks.subject(webhook.webhookId()),
                Map.of("because", webhook.target().disabledBecause())));
    }

    private void writing(Consumer<Handle> work) {
        turns.acquireUninterruptibly();
        try {
            jdbi.useTransaction(work::accept);
        } finally {
            turns.release();
        }
    }

    /** Claims nothing more, and waits a little for what is in flight; the rest is delivered again after its lease. */
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
