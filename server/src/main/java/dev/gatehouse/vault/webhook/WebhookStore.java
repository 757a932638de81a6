package dev.gatehouse.vault.webhook;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.encryption.EncryptionContext;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of webhooks; secrets are sealed on their way in and opened on their way out. Thread-safe. */
public final class WebhookStore {
    private static final String COLUMNS = """
            webhook_id, registrant, url, event_types, status, disabled_because, previous_until, failing_since,
            last_success, last_failure, last_error, created, updated
            """;

    private final EnvelopeEncryption encryption;

    public WebhookStore(EnvelopeEncryption encryption) {
        this.encryption = encryption;
    }

    /** A webhook with its secrets, which its text form does not show. */
    record Opened(Webhook webhook, WebhookSecrets secrets) {
        @Override
        public String toString() {
            return "Opened[" + webhook.webhookId() + "]";
        }
    }

    Optional<Webhook> find(Handle handle, String id) {
        return handle.createQuery("select " + COLUMNS + " from webhook where webhook_id = :id")
                .bind("id", id)
                .map(WebhookStore::webhook)
                .findOne();
    }

    /** Locks the row until the transaction ends. */
    Optional<Webhook> lock(Handle transaction, String id) {
        return transaction
                .createQuery("select " + COLUMNS + " from webhook where webhook_id = :id for update")
                .bind("id", id)
                .map(WebhookStore::webhook)
                .findOne();
    }

    /** With the secrets that sign now: one whose time is over is left out. */
    Optional<Opened> findWithSecrets(Handle handle, String id) {
        return handle.createQuery("select " + COLUMNS
                        + ", sealed_secrets, coalesce(previous_until > now(), false) as overlapping"
                        + " from webhook where webhook_id = :id")
                .bind("id", id)
                .map((row, context) -> opened(handle, row, context))
                .findOne();
    }

    private Opened opened(Handle handle, ResultSet row, StatementContext context) throws SQLException {
        Webhook webhook = webhook(row, context);
        WebhookSecrets secrets = WebhookSecrets.of(
                encryption.open(handle, row.getBytes("sealed_secrets"), encryptionContext(webhook.webhookId())));
        return new Opened(webhook, row.getBoolean("overlapping") ? secrets : secrets.withoutPrevious());
    }

    /**
     * Webhooks by id.
     *
     * @param registrant whose; null for everybody's
     * @param after those that follow this one; null from the first
     */
    List<Webhook> list(Handle handle, @Nullable String registrant, @Nullable String after, int most, long offset) {
        Query query = handle.createQuery("select " + COLUMNS + " from webhook where " + owned(registrant)
                + (after == null ? "" : " and webhook_id > :after")
                + " order by webhook_id limit :most offset :offset");
        if (after != null) {
            query.bind("after", after);
        }
        return bind(query, registrant)
                .bind("most", most)
                .bind("offset", offset)
                .map(WebhookStore::webhook)
                .list();
    }

    long count(Handle handle, @Nullable String registrant) {
        return bind(handle.createQuery("select count(*) from webhook where " + owned(registrant)), registrant)
                .mapTo(Long.class)
                .one();
    }

    private static String owned(@Nullable String registrant) {
        return registrant == null ? "true" : "registrant = :registrant";
    }

    private static Query bind(Query query, @Nullable String registrant) {
        return registrant == null ? query : query.bind("registrant", registrant);
    }

    /** Whether the client's webhooks hear what administrators do. */
    boolean hearsAdministrators(Handle handle, String clientId) {
        return handle.createQuery(
                        "select exists (select from event_hearer where client_id = :clientId and hearer = '')")
                .bind("clientId", clientId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Until the transaction ends, nobody else adds a webhook of this registrant. */
    void lockRegistrant(Handle transaction, String registrant) {
        transaction.execute("select pg_advisory_xact_lock(hashtextextended('webhook ' || ?, 0))", registrant);
    }

    void insert(Handle transaction, String id, String registrant, WebhookInput given, WebhookSecrets secrets) {
        transaction
                .createUpdate("""
                        insert into webhook (webhook_id, registrant, url, event_types, status, sealed_secrets, created,
                                             updated)
                        values (:id, :registrant, :url, :eventTypes, :status, :sealed, now(), now())
                        """)
                .bind("id", id)
                .bind("registrant", registrant)
                .bind("url", given.url())
                .bindArray("eventTypes", String.class, given.eventTypes())
                .bind("status", given.status())
                .bind("sealed", encryption.seal(transaction, secrets.bytes(), encryptionContext(id)))
                .execute();
    }

    /** Replaces what its registrant decides; one that is made active again starts without its failures. */
    void update(Handle transaction, String id, WebhookInput given, String disabledBecause) {
        transaction
                .createUpdate("""
                        update webhook
                           set url = :url, event_types = :eventTypes, status = :status,
                               disabled_because = case when :status = 'disabled'
                                                       then coalesce(disabled_because, :because) end,
                               failing_since = case when status = :status and url = :url then failing_since end,
                               updated = now()
                         where webhook_id = :id
                        """)
                .bind("id", id)
                .bind("url", given.url())
                .bindArray("eventTypes", String.class, given.eventTypes())
                .bind("status", given.status())
                .bind("because", disabledBecause)
                .execute();
    }

    void updateSecrets(Handle transaction, String id, WebhookSecrets secrets, Duration overlap) {
        transaction
                .createUpdate("""
                        update webhook set sealed_secrets = :sealed, previous_until = now() + :overlap, updated = now()
                         where webhook_id = :id
                        """)
                .bind("id", id)
                .bind("sealed", encryption.seal(transaction, secrets.bytes(), encryptionContext(id)))
                .bind("overlap", overlap)
                .execute();
    }

    void delete(Handle transaction, String id) {
        transaction
                .createUpdate("delete from webhook where webhook_id = :id")
                .bind("id", id)
                .execute();
    }

    /** Notes a success; one a minute is enough to know. */
    void succeeded(Handle handle, String id) {
        handle.createUpdate("""
                        update webhook set failing_since = null, last_error = null, last_success = now()
                         where webhook_id = :id
                           and (failing_since is not null or last_success is null
                                or last_success < now() - interval '1 minute')
                        """).bind("id", id).execute();
    }

    void failed(Handle handle, String id, @Nullable String error) {
        handle.createUpdate("""
                        update webhook
                           set failing_since = coalesce(failing_since, now()), last_failure = now(), last_error = :error
                         where webhook_id = :id
                        """).bind("id", id).bind("error", error).execute();
    }

    /**
     * Disables an active webhook.
     *
     * @param failingFor only where it has been failing for so long; null in any case
     * @return it, as it is then; empty where it was not to be disabled
     */
    Optional<Webhook> disable(Handle transaction, String id, String because, @Nullable Duration failingFor) {
        return transaction
                .createQuery("""
                        update webhook set status = 'disabled', disabled_because = :because, updated = now()
                         where webhook_id = :id and status = 'active'
                           and (:failingFor::interval is null or failing_since < now() - :failingFor::interval)
                        returning\s""" + COLUMNS)
                .bind("id", id)
                .bind("because", because)
                .bindByType("failingFor", failingFor, Duration.class)
                .map(WebhookStore::webhook)
                .findOne();
    }

    /** What a webhook's secrets are bound to. */
    static EncryptionContext encryptionContext(String id) {
        return new EncryptionContext("webhook", "sealed_secrets", id);
    }

    private static Webhook webhook(ResultSet row, StatementContext context) throws SQLException {
        return new Webhook(
                row.getString("webhook_id"),
                row.getString("registrant"),
                new Webhook.Target(
                        row.getString("url"),
                        List.of((String[]) row.getArray("event_types").getArray()),
                        row.getString("status"),
                        row.getString("disabled_because")),
                Times.readOrNull(row, "previous_until"),
                new Webhook.Health(
                        Times.readOrNull(row, "failing_since"),
                        Times.readOrNull(row, "last_success"),
                        Times.readOrNull(row, "last_failure"),
                        row.getString("last_error")),
                Times.readBoth(row));
    }
}
