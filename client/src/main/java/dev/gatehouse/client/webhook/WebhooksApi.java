package dev.gatehouse.client.webhook;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Webhooks and their deliveries. Thread-safe. */
public final class WebhooksApi {
    private static final ApiOperation LIST = admin("GET", "/webhook");
    private static final ApiOperation CREATE = admin("POST", "/webhook");
    private static final ApiOperation GET = admin("GET", "/webhook/{webhookId}");
    private static final ApiOperation UPDATE = admin("PUT", "/webhook/{webhookId}");
    private static final ApiOperation DELETE = admin("DELETE", "/webhook/{webhookId}");
    private static final ApiOperation ROTATE = admin("POST", "/webhook/{webhookId}/secret");
    private static final ApiOperation TEST = admin("POST", "/webhook/{webhookId}/test");
    private static final ApiOperation DELIVERIES = admin("GET", "/webhook/{webhookId}/delivery");
    private static final ApiOperation REPLAY = admin("POST", "/webhook/{webhookId}/replay");

    private final Transport transport;

    public WebhooksApi(Transport transport) {
        this.transport = transport;
    }

    private record Replayed(int deliveries) {}

    /** The caller's webhooks, or everybody's for an administrator. */
    public Stream<Subscription> list() {
        return transport.call(LIST).query("page", 1).pages(Subscription.class);
    }

    /** Has a URL called. @return with the secret that messages are signed with */
    public Subscription create(WebhookRequest request) {
        return transport.call(CREATE).json(request).read(Subscription.class);
    }

    public Subscription get(String webhookId) {
        return getVersioned(webhookId).value();
    }

    public Versioned<Subscription> getVersioned(String webhookId) {
        return transport.call(GET, webhookId).readVersioned(Subscription.class);
    }

    /** Empty where it still is at that version. @param entityTag of {@link Versioned}; empty to read it in any case */
    public Optional<Versioned<Subscription>> getIfChanged(String webhookId, String entityTag) {
        return transport.call(GET, webhookId).readIfChanged(entityTag, Subscription.class);
    }

    /** Replaces URL, event types and status. */
    public Subscription update(String webhookId, WebhookRequest request) {
        return update(webhookId, request, null);
    }

    /** The same where the webhook still is at that version. @param ifMatch null for any */
    public Subscription update(String webhookId, WebhookRequest request, @Nullable String ifMatch) {
        return transport.call(UPDATE, webhookId).ifMatch(ifMatch).json(request).read(Subscription.class);
    }

    /** Removes it with everything that was or was to be sent to it. */
    public void delete(String webhookId) {
        delete(webhookId, null);
    }

    /** The same where the webhook still is at that version. @param ifMatch null for any */
    public void delete(String webhookId, @Nullable String ifMatch) {
        transport.call(DELETE, webhookId).ifMatch(ifMatch).run();
    }

    /** Signs with a new secret. @param overlap for how long the one before signs too, in whole seconds */
    public Subscription rotateSecret(String webhookId, Duration overlap) {
        return rotateSecret(webhookId, overlap, null);
    }

    /** The same where the webhook still is at that version. @param ifMatch null for any */
    public Subscription rotateSecret(String webhookId, Duration overlap, @Nullable String ifMatch) {
        return transport
                .call(ROTATE, webhookId)
                .query("overlapSeconds", overlap.toSeconds())
                .ifMatch(ifMatch)
                .read(Subscription.class);
    }

    /** Sends a message now, once. */
    public TestResult test(String webhookId) {
        return transport.call(TEST, webhookId).read(TestResult.class);
    }

    /** What was sent to it or is to be. @param status {@code pending}, {@code delivered} or {@code failed}; null for any */
    public Stream<SentEvent> deliveries(String webhookId, @Nullable String status) {
        return transport
                .call(DELIVERIES, webhookId)
                .query("page", 1)
                .query("status", status)
                .pages(SentEvent.class);
    }

    /** Sends one event again. @return how many messages are sent */
    public int replay(String webhookId, String event) {
        return replay(webhookId, Map.of("event", event));
    }

    /** Sends everything again that happened since then. @return how many messages are sent */
    public int replaySince(String webhookId, Instant since) {
        return replay(webhookId, Map.of("since", since.toString()));
    }

    private int replay(String webhookId, Map<String, String> what) {
        return transport.call(REPLAY, webhookId).json(what).read(Replayed.class).deliveries();
    }
}
