package dev.gatehouse.users.team;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** {@code /oauth2/team}, and handing over what users and teams own. */
public final class TeamRoutes {
    private static final Protection READ = Protection.anyScope("oauth.user.r", "oauth.service.r", "oauth.client.r");
    private static final Protection WRITE = Protection.anyScope("oauth.user.w", "oauth.service.w", "oauth.client.w");
    private static final String TEAMS = "/oauth2/team";
    private static final String TEAM = "/oauth2/team/{teamId}";

    private final Teams teams;
    private final Handover handover;
    private final BodySchema<TeamInput> schema = new BodySchema<>("users.yaml", "TeamInput", TeamInput.class);
    private final BodySchema<HandoverInput> receiver =
            new BodySchema<>("users.yaml", "HandoverInput", HandoverInput.class);

    public TeamRoutes(Teams teams, Handover handover) {
        this.teams = teams;
        this.handover = handover;
    }

    public List<Route> all() {
        return List.of(
                Route.post(TEAMS, WRITE, BodyRule.JSON, this::create),
                Route.put(TEAMS, WRITE, BodyRule.JSON, this::update),
                Route.get(TEAMS, READ, this::list).withQuery("page", "pageSize", "after", "teamId"),
                Route.get(TEAM, READ, this::get),
                Route.delete(TEAM, WRITE, this::delete),
                Route.delete(TEAM + "/member/{userId}", WRITE, this::removeMember),
                Route.post(TEAM + "/handover", WRITE, BodyRule.JSON, this::handOverTeam),
                Route.post("/oauth2/user/{userId}/handover", WRITE, BodyRule.JSON, this::handOverUser));
    }

    private Response create(Request request) {
        Team team = teams.create(request.caller(), schema.read(request.body()));
        return Response.ok(team).withHeader("Location", TEAMS + "/" + PathSegment.of(team.teamId()));
    }

    private Response update(Request request) {
        return Response.ok(teams.update(request.caller(), schema.read(request.body()), request.precondition()));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        Teams.Listing listing = teams.list(request.caller(), page, request.query("teamId"));
        String last =
                listing.teams().isEmpty() ? null : listing.teams().getLast().teamId();
        return Paging.answer(request, page, listing.teams(), listing.total(), last, "teamId");
    }

    private Response get(Request request) {
        return Response.ok(teams.get(request.caller(), request.pathParameter("teamId")));
    }

    private Response delete(Request request) {
        teams.delete(request.caller(), request.pathParameter("teamId"), request.precondition());
        return Response.noContent();
    }

    private Response removeMember(Request request) {
        teams.removeMember(request.caller(), request.pathParameter("teamId"), request.pathParameter("userId"));
        return Response.noContent();
    }

    private Response handOverTeam(Request request) {
        String to = receiver.read(request.body()).to();
        return Response.ok(handover.ofTeam(request.caller(), request.pathParameter("teamId"), to));
    }

    private Response handOverUser(Request request) {
        String to = receiver.read(request.body()).to();
        return Response.ok(handover.ofUser(request.caller(), request.pathParameter("userId"), to));
    }
}
