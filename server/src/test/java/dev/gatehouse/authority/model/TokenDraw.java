package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Held.Session;
import dev.gatehouse.authority.model.Model.Person;
import java.util.List;
import java.util.Set;

/** Draws what people and clients do with tokens. */
final class TokenDraw {
    private static final int MAX_TOKENS = 6;
    private static final int MAX_SESSIONS = 3;

    private final Draw draw;
    private final Model model;

    TokenDraw(Draw draw, Model model) {
        this.draw = draw;
        this.model = model;
    }

    /** @return one of them, about a client that is there */
    Operation next() {
        boolean more = model.held.tokens.size() < MAX_TOKENS;
        return switch (draw.number(12)) {
            case 0, 1, 2 -> more ? allow() : end();
            case 3, 11 ->
                more && !model.held.families.isEmpty()
                        ? new TokenOperation.Refresh(draw.any(model.held.families))
                        : end();
            case 4, 5, 6 ->
                more && !model.held.tokens.isEmpty()
                        ? new TokenOperation.Exchange(draw.clientId(), draw.any(model.held.tokens))
                        : allow();
            case 7 -> more ? new TokenOperation.Keep(draw.clientId()) : end();
            case 8 ->
                new TokenOperation.Name(
                        draw.administratorPerhaps(), draw.clientId(), draw.oneIn(4) ? null : draw.clientId());
            default -> end();
        };
    }

    private Operation allow() {
        String clientId = draw.clientId();
        if (model.held.sessions.isEmpty() && activeUsers().isEmpty()) {
            return new TokenOperation.Keep(clientId);
        }
        Set<String> asked =
                draw.oneIn(3) ? Model.both(model.effective(model.clients.get(clientId)), Held.OF_A_PERSON) : Set.of();
        return new TokenOperation.Allow(session(), clientId, asked);
    }

    /** One that runs, or ended without anybody's telling the browser. */
    private Session session() {
        List<Session> sessions = model.held.sessions;
        List<String> active = activeUsers();
        boolean fresh = sessions.isEmpty() || sessions.size() < MAX_SESSIONS && draw.oneIn(2);
        if (!fresh || active.isEmpty()) {
            return draw.any(sessions);
        }
        String user = draw.any(active);
        sessions.add(new Session(user, model.people.get(user).ends));
        return sessions.getLast();
    }

    private List<String> activeUsers() {
        return model.people.keySet().stream()
                .filter(id -> !model.teams.containsKey(id) && model.people.get(id).active)
                .toList();
    }

    /** Much ends what came of somebody's having signed in. */
    private Operation end() {
        List<Session> open = model.held.sessions.stream().filter(model::isOpen).toList();
        String user = open.isEmpty() ? draw.user() : draw.any(open).user;
        return switch (draw.number(6)) {
            case 0, 1 ->
                open.isEmpty()
                        ? new PeopleOperation.EndAll(draw.administratorPerhaps(), user)
                        : new TokenOperation.SignOut(draw.any(open));
            case 2 -> new PeopleOperation.EndAll(draw.administratorPerhaps(), user);
            case 3, 4 -> disableOrEnable(draw.user());
            default ->
                new PeopleOperation.SetPassword(
                        draw.administratorPerhaps(), user, draw.oneIn(2), "battery staple " + draw.number(1_000_000));
        };
    }

    private Operation disableOrEnable(String user) {
        Person now = model.people.get(user);
        return new PeopleOperation.Appoint(
                draw.administratorPerhaps(), user, now.administrator, now.given, !now.active);
    }
}
