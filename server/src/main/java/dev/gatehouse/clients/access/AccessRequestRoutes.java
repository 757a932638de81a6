package dev.gatehouse.clients.access;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.authority.approval.AccessAsking;
import dev.gatehouse.authority.approval.AccessRequest;
import dev.gatehouse.authority.approval.AccessState;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /oauth2/access-request}: access that clients ask for, and what the owners of services decide. */
public final class AccessRequestRoutes {
    private static final Protection SEE =
            Protection.anyScope("oauth.client.r", "oauth.client.w", "oauth.service.r", "oauth.service.w");
    private static final Protection DECIDE = Protection.anyScope("oauth.service.w");
    /** Why is worth a body; nothing has to be said. */
    private static final BodyRule ANSWER = new BodyRule(1024 * 1024, Set.of("application/json"), false);

    private static final String REQUESTS = "/oauth2/access-request";
    private static final String REQUEST = "/oauth2/access-request/{accessRequestId}";
    private static final String[] FILTERS = {"state", "service", "client"};

    private final AccessRequests requests;
    private final BodySchema<AskingInput> asking =
            new BodySchema<>("clients.yaml", "AccessRequestInput", AskingInput.class);
    private final BodySchema<DecisionInput> approving =
            new BodySchema<>("clients.yaml", "AccessApproval", DecisionInput.class);
    private final BodySchema<DecisionInput> answering =
            new BodySchema<>("clients.yaml", "AccessAnswer", DecisionInput.class);

    public AccessRequestRoutes(AccessRequests requests) {
        this.requests = requests;
    }

    public List<Route> all() {
        return List.of(
                Route.post(REQUESTS, ClientRoutes.WRITE, BodyRule.JSON, this::ask),
                Route.get(REQUESTS, SEE, this::list)
                        .withQuery("page", "pageSize", "after", "state", "service", "client"),
                Route.get(REQUEST, SEE, this::get),
                Route.post(REQUEST + "/approve", DECIDE, ANSWER, this::approve),
                Route.post(REQUEST + "/deny", DECIDE, ANSWER, this::deny),
                Route.post(REQUEST + "/withdraw", ClientRoutes.WRITE, ANSWER, this::withdraw));
    }

    private Response ask(Request request) {
        AccessAsking.Answer answer = requests.ask(request.caller(), asking.read(request.body()));
        if (!answer.waiting().isEmpty()) {
            return located(202, answer.waiting().getFirst());
        }
        return answer.given().isEmpty()
                ? Response.noContent()
                : located(200, answer.given().getFirst());
    }

    private static Response located(int status, AccessRequest request) {
        return Response.json(status, request).withHeader("Location", REQUESTS + "/" + request.accessRequestId());
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        AccessRequests.Sought sought = new AccessRequests.Sought(
                state(request),
                request.query("service"),
                request.query("client"),
                page.after() == null ? null : id("after", page.after()));
        AccessRequests.Listing listing = requests.list(request.caller(), page, sought);
        String last = listing.requests().isEmpty()
                ? null
                : Long.toString(listing.requests().getLast().accessRequestId());
        return Paging.answer(request, page, listing.requests(), listing.total(), last, FILTERS);
    }

    private static @Nullable String state(Request request) {
        String state = request.query("state");
        List<String> states =
                Arrays.stream(AccessState.values()).map(AccessState::text).toList();
        if (state != null && !states.contains(state)) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "state", state, "send one of " + String.join(", ", states));
        }
        return state;
    }

    private static long id(String name, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    name, text, "send the accessRequestId of a request");
        }
        return Long.parseLong(text);
    }

    private static long id(Request request) {
        String text = request.pathParameter("accessRequestId");
        if (!text.matches("[0-9]{1,18}")) {
            throw ErrorCode.ACCESS_REQUEST_NOT_FOUND.with(text);
        }
        return Long.parseLong(text);
    }

    private Response get(Request request) {
        return Response.ok(requests.get(request.caller(), id(request)));
    }

    private Response approve(Request request) {
        return Response.ok(requests.approve(request.caller(), id(request), read(request, approving)));
    }

    private Response deny(Request request) {
        return Response.ok(requests.deny(request.caller(), id(request), read(request, answering)));
    }

    private Response withdraw(Request request) {
        return Response.ok(requests.withdraw(request.caller(), id(request), read(request, answering)));
    }

    private static DecisionInput read(Request request, BodySchema<DecisionInput> schema) {
        return request.body().length == 0 ? DecisionInput.NOTHING_SAID : schema.read(request.body());
    }
}
