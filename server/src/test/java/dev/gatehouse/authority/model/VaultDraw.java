package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Held.Session;
import dev.gatehouse.authority.model.Linked.Invitation;
import dev.gatehouse.authority.model.Model.Principal;
import java.util.List;

/** Draws what happens to accounts at third parties, and to webhooks. */
final class VaultDraw {
    private static final List<String> BINDINGS = List.of("session", "session", "code", "code", "unbound");
    private static final int MAX_LINKS = 3;

    private final Draw draw;
    private final Model model;

    VaultDraw(Draw draw, Model model) {
        this.draw = draw;
        this.model = model;
    }

    Operation next() {
        Principal by = draw.principal();
        List<Invitation> waiting =
                model.linked.links.stream().filter(link -> link.waiting != null).toList();
        List<Invitation> unused =
                model.linked.links.stream().filter(link -> !link.usedUp).toList();
        if (!waiting.isEmpty() && draw.oneIn(2)) {
            Invitation link = draw.any(waiting);
            return new VaultOperation.Confirm(maker(link), link, draw.oneIn(3) ? draw.user() : link.user);
        }
        if (!unused.isEmpty() && draw.oneIn(2)) {
            Invitation link = draw.any(unused);
            return follow(link);
        }
        return switch (draw.number(8)) {
            case 0, 1 -> model.linked.links.size() < MAX_LINKS ? invite() : follow(draw.any(model.linked.links));
            case 2, 3 ->
                model.linked.connections.isEmpty() && !draw.oneIn(4)
                        ? invite()
                        : new VaultOperation.Fetch(draw.oneIn(3) ? by : registrant(), connectedUser());
            case 4, 5 -> model.webhooks.isEmpty() ? hook(by) : new VaultOperation.Look(by, webhook());
            case 6 -> model.webhooks.isEmpty() ? hook(by) : new VaultOperation.Unhook(by, webhook());
            default -> hook(by);
        };
    }

    private Operation hook(Principal by) {
        return new VaultOperation.Hook(by, draw.oneIn(2));
    }

    private Operation invite() {
        return new VaultOperation.Invite(
                draw.oneIn(2) ? registrant() : draw.principal(), draw.user(), draw.any(BINDINGS));
    }

    /** Who comes back to a link in the browser it was used up in is sent on, and nothing else happens. */
    private Operation follow(Invitation link) {
        Session session = session(link.user);
        return link.usedUp && link.browser == session
                ? invite()
                : new VaultOperation.Follow(link, session, "entered by " + session.user + " " + draw.number(1_000_000));
    }

    /** Of the user that a link is for, or of anybody. */
    private Session session(String user) {
        String who = draw.oneIn(2) ? user : draw.user();
        return model.held.sessions.stream()
                .filter(session -> session.user.equals(who))
                .findFirst()
                .orElseGet(() -> begun(who));
    }

    private Session begun(String user) {
        Session session = new Session(user, model.people.get(user).ends);
        model.held.sessions.add(session);
        return session;
    }

    private Principal maker(Invitation link) {
        return draw.oneIn(3) ? draw.principal() : draw.of(link.maker.user());
    }

    private Principal registrant() {
        return draw.of(model.linked.registrant);
    }

    private String connectedUser() {
        List<String> connected = List.copyOf(model.linked.connections.keySet());
        return connected.isEmpty() || draw.oneIn(3) ? draw.user() : draw.any(connected);
    }

    private String webhook() {
        return draw.any(List.copyOf(model.webhooks.keySet()));
    }
}
