package dev.gatehouse.vault.webhook;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.EntityTag;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.vault.connection.ConnectionRoutes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /webhook}: where registrants want to be called, and what was sent there. */
public final class WebhookRoutes {
    private static final Protection READ = ConnectionRoutes.READ;
    private static final Protection WRITE = ConnectionRoutes.WRITE;

    private static final String WEBHOOKS = "/webhook";
    private static final String WEBHOOK = "/webhook/{webhookId}";
    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int MAX_OVERLAP_SECONDS = 30 * 86_400;
    private static final Set<String> STATUSES = Set.of("pending", "delivered", "failed");

    private final Webhooks webhooks;
    private final SentMessages sent;
    private final BodySchema<WebhookInput> input = new BodySchema<>("events.yaml", "WebhookInput", WebhookInput.class);
    private final BodySchema<Replay> replayInput = new BodySchema<>("events.yaml", "ReplayInput", Replay.class);

    /** Which events to send again: one, or all since a time. */
    record Replay(String event, Instant since) {}

    public WebhookRoutes(Webhooks webhooks, SentMessages sent) {
        this.webhooks = webhooks;
        this.sent = sent;
    }

    public List<Route> all() {
        List<Route> routes = List.of(
                Route.post(WEBHOOKS, WRITE, BodyRule.JSON, this::create),
                Route.get(WEBHOOKS, READ, this::list).withQuery("page", "pageSize", "after"),
                Route.get(WEBHOOK, READ, this::get),
                Route.put(WEBHOOK, WRITE, BodyRule.JSON, this::update),
                Route.delete(WEBHOOK, WRITE, this::delete),
                Route.post(WEBHOOK + "/secret", WRITE, BodyRule.NONE, this::rotateSecret)
                        .withQuery("overlapSeconds"),
                Route.post(WEBHOOK + "/test", WRITE, BodyRule.NONE, this::test),
                Route.get(WEBHOOK + "/delivery", READ, this::deliveries)
                        .withQuery("page", "pageSize", "after", "status"),
                Route.post(WEBHOOK + "/replay", WRITE, BodyRule.JSON, this::replay));
        return routes.stream().map(Route::withClientCredentials).toList();
    }

    private Response create(Request request) {
        ShownSecret created = webhooks.create(request.caller(), input.read(request.body()));
        return shown(201, created)
                .withHeader("Location", WEBHOOKS + "/" + created.webhook().webhookId());
    }

    /** With the entity tag of the webhook itself, whose other representations never show a secret. */
    private static Response shown(int status, ShownSecret secret) {
        return Response.json(status, secret).withEntityTag(EntityTag.of(Json.bytes(secret.webhook())));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        Webhooks.Listing listing = webhooks.list(request.caller(), page);
        String last = listing.webhooks().isEmpty()
                ? null
                : listing.webhooks().getLast().webhookId();
        return Paging.answer(request, page, listing.webhooks(), listing.total(), last);
    }

    private Response get(Request request) {
        return Response.ok(webhooks.get(request.caller(), id(request)));
    }

    private Response update(Request request) {
        return Response.ok(
                webhooks.update(request.caller(), id(request), input.read(request.body()), request.precondition()));
    }

    private Response delete(Request request) {
        webhooks.delete(request.caller(), id(request), request.precondition());
        return Response.noContent();
    }

    private Response rotateSecret(Request request) {
        int seconds = request.queryNumber("overlapSeconds", DEFAULT_OVERLAP_SECONDS, 0, MAX_OVERLAP_SECONDS);
        return shown(
                200,
                webhooks.rotateSecret(
                        request.caller(), id(request), Duration.ofSeconds(seconds), request.precondition()));
    }

    private Response test(Request request) {
        return Response.of(200, Response.JSON, Json.bytes(webhooks.test(request.caller(), id(request))));
    }

    private Response deliveries(Request request) {
        Page page = Paging.of(request);
        SentMessages.Listing listing = sent.list(request.caller(), id(request), page, after(request), status(request));
        String last = listing.deliveries().isEmpty()
                ? null
                : Long.toString(listing.deliveries().getLast().message().place());
        return Paging.answer(request, page, listing.deliveries(), listing.total(), last, "status");
    }

    private Response replay(Request request) {
        Replay wanted = replayInput.read(request.body());
        SentMessages.Replayed replayed = wanted.event() == null
                ? sent.replay(request.caller(), id(request), wanted.since())
                : sent.replay(request.caller(), id(request), wanted.event());
        return Response.of(202, Response.JSON, Json.bytes(replayed));
    }

    private static long after(Request request) {
        String after = request.query("after");
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "after", after, "send the place of the last entry");
        }
        return Long.parseLong(after);
    }

    private static @Nullable String status(Request request) {
        String status = request.query("status");
        if (status != null && !STATUSES.contains(status)) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "status", status, "send pending, delivered or failed");
        }
        return status;
    }

    private static String id(Request request) {
        return request.pathParameter("webhookId");
    }
}
