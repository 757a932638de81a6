package dev.gatehouse.vault.webhook;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.events.Event;
import dev.gatehouse.events.EventType;
import dev.gatehouse.http.outgoing.DeliveryAttempt;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks as their registrants manage them. A client sees its own, an administrator all, though without using them in a
 * client's name. Each change is one transaction with its audit row. Thread-safe.
 */
public final class Webhooks {
    private static final int MAX_PER_CLIENT = 20;

    private final Jdbi jdbi;
    private final WebhookStore store;
    private final WebhookCalls calls;
    private final Clock clock;

    public Webhooks(Jdbi jdbi, WebhookStore store, WebhookCalls calls, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.calls = calls;
        this.clock = clock;
    }

    /** Webhooks and, where the page is counted, how many there are. */
    record Listing(List<Webhook> webhooks, long total) {}

    /** How a test went. */
    record Tested(
            boolean delivered,
            @Nullable Integer status,
            @Nullable String error) {}

    /**
     * Makes a webhook of the calling client.
     *
     * @throws ApiException ERR11004 for a URL that is not called, ERR12152 where the client has too many, ERR11620 for
     *     events that the caller's token does not reach
     */
    ShownSecret create(Caller caller, WebhookInput given) {
        requireClient(caller);
        requireCallable(given.url());
        String id = UUID.randomUUID().toString();
        WebhookSecrets secrets = WebhookSecrets.generate();
        return jdbi.inTransaction(handle -> {
            requireReach(handle, caller, given.wanted());
            store.lockRegistrant(handle, caller.clientId());
            if (store.count(handle, caller.clientId()) >= MAX_PER_CLIENT) {
                throw ErrorCode.WEBHOOK_LIMIT_REACHED.with(caller.clientId(), MAX_PER_CLIENT);
            }
            store.insert(handle, id, caller.clientId(), given, secrets);
            record(handle, caller, "webhook.create", id, given);
            return new ShownSecret(store.find(handle, id).orElseThrow(), SecretValue.of(secrets.current()));
        });
    }

    Listing list(Caller caller, Page page) {
        requireClient(caller);
        String registrant = caller.isAdministrator() ? null : caller.clientId();
        return jdbi.withHandle(handle -> new Listing(
                store.list(handle, registrant, page.after(), page.size(), page.offset()),
                page.isCounted() ? store.count(handle, registrant) : 0));
    }

    /** @throws ApiException ERR12150, also where there is one that the caller may not know of */
    Webhook get(Caller caller, String id) {
        requireClient(caller);
        return jdbi.withHandle(handle -> store.find(handle, id))
                .filter(webhook -> sees(caller, webhook))
                .orElseThrow(() -> ErrorCode.WEBHOOK_NOT_FOUND.with(id));
    }

    /**
     * The webhook, for who may be told of all that it tells of: a narrower token of its client learns nothing by it.
     *
     * @throws ApiException as {@link #get}, and ERR11620
     */
    Webhook reached(Caller caller, String id) {
        Webhook webhook = get(caller, id);
        jdbi.useHandle(handle -> requireReach(handle, caller, webhook.target().eventTypes()));
        return webhook;
    }

    /** A client that hears what administrators hear tells it nobody whom its token alone would not tell. */
    private void requireReach(Handle handle, Caller caller, List<String> types) {
        EventType.require(caller, types);
        boolean more = !EventType.ofConnections().containsAll(types);
        if (more && !caller.isAdministrator() && store.hearsAdministrators(handle, caller.clientId())) {
            throw ErrorCode.PERMISSION_DENIED.with("Client " + caller.clientId()
                    + " hears what administrators hear; a webhook for that needs the scope oauth.admin");
        }
    }

    /**
     * Replaces URL, types and status.
     *
     * @throws ApiException ERR11004, ERR12101, ERR12150, or ERR11620 for events that the caller's token does not reach
     */
    Webhook update(Caller caller, String id, WebhookInput given, Precondition precondition) {
        requireClient(caller);
        requireCallable(given.url());
        return jdbi.inTransaction(handle -> {
            Webhook before = lock(handle, caller, id, precondition);
            requireReach(handle, caller, before.target().eventTypes());
            requireReach(handle, caller, given.wanted());
            store.update(handle, id, given, "it was disabled by client " + caller.clientId());
            record(handle, caller, "webhook.update", id, given);
            return store.find(handle, id).orElseThrow();
        });
    }

    /** Removes the webhook with its deliveries, which tells nobody anything: no token of its client is too narrow. */
    void delete(Caller caller, String id, Precondition precondition) {
        requireClient(caller);
        jdbi.useTransaction(handle -> {
            Webhook before = lock(handle, caller, id, precondition);
            store.delete(handle, id);
            record(handle, caller, "webhook.delete", id, input(before));
        });
    }

    /** Signs with a new secret from now on, and with the one before too while they overlap. */
    ShownSecret rotateSecret(Caller caller, String id, Duration overlap, Precondition precondition) {
        requireClient(caller);
        return jdbi.inTransaction(handle -> {
            Webhook before = requireOwn(caller, lock(handle, caller, id, precondition));
            requireReach(handle, caller, before.target().eventTypes());
            WebhookSecrets secrets =
                    store.findWithSecrets(handle, id).orElseThrow().secrets().rotated();
            store.updateSecrets(handle, id, secrets, overlap);
            record(handle, caller, "webhook.secret", id, input(before));
            return new ShownSecret(store.find(handle, id).orElseThrow(), SecretValue.of(secrets.current()));
        });
    }

    /** Sends a message of the type {@code webhook.test} now, once, whatever the webhook's status is. */
    Tested test(Caller caller, String id) {
        requireOwn(caller, reached(caller, id));
        WebhookStore.Opened opened = jdbi.withHandle(handle -> store.findWithSecrets(handle, id))
                .orElseThrow(() -> ErrorCode.WEBHOOK_NOT_FOUND.with(id));
        Instant now = clock.instant();
        String body = Event.body("webhook.test", now, Map.of("webhookId", id));
        DeliveryAttempt attempt =
                calls.send(opened.webhook().target().url(), opened.secrets(), Event.message(UUID.randomUUID()), body);
        return new Tested(attempt.succeeded(), attempt.status(), attempt.error());
    }

    private Webhook lock(Handle handle, Caller caller, String id, Precondition precondition) {
        Webhook webhook = store.lock(handle, id)
                .filter(found -> sees(caller, found))
                .orElseThrow(() -> ErrorCode.WEBHOOK_NOT_FOUND.with(id));
        precondition.check("Webhook " + id, webhook);
        return webhook;
    }

    private static boolean sees(Caller caller, Webhook webhook) {
        return caller.isAdministrator() || caller.clientId().equals(webhook.registrant());
    }

    /** @throws ApiException ERR11620 for an administrator whose client is another */
    static Webhook requireOwn(Caller caller, Webhook webhook) {
        if (!caller.clientId().equals(webhook.registrant())) {
            throw ErrorCode.PERMISSION_DENIED.with("Only client " + webhook.registrant() + " itself may do this");
        }
        return webhook;
    }

    /** @throws ApiException ERR11620 for a client that acts for a person */
    private static void requireClient(Caller caller) {
        if (caller.forUser() && !caller.isAdministrator()) {
            throw ErrorCode.PERMISSION_DENIED.with("Webhooks are for a connector's client by itself");
        }
    }

    private void requireCallable(String url) {
        try {
            calls.objectionTo(new URI(url)).ifPresent(objection -> {
                throw ApiException.invalid("/url", "is not one we call: " + objection);
            });
        } catch (URISyntaxException e) {
            throw ApiException.invalid("/url", "is not a URL");
        }
    }

    private static WebhookInput input(Webhook webhook) {
        return new WebhookInput(
                webhook.target().url(),
                webhook.target().eventTypes(),
                webhook.target().status());
    }

    /** Of the URL only the host: receivers' paths and queries may be secret. */
    private static void record(Handle handle, Caller caller, String action, String id, WebhookInput given) {
        Map<String, Object> detail = Map.of(
                "host", URI.create(given.url()).getHost(), "eventTypes", given.eventTypes(), "status", given.status());
        AuditStore.record(handle, caller, action, subject(id), detail);
    }

    static String subject(String id) {
        return "webhook/" + id;
    }
}
