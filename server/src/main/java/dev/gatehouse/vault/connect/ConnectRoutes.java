package dev.gatehouse.vault.connect;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.Form;
import dev.gatehouse.pages.Visitor;
import dev.gatehouse.pages.Visitors;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pages by which people connect accounts, on the public listener. Thread-safe. */
public final class ConnectRoutes {
    private static final Protection PEOPLE =
            Protection.open("people sign in, or come with a connect link made for them");
    private static final Protection FORM = Protection.open("a page's form; carries a token of its own against forgery");
    private static final Protection CALLBACK =
            Protection.open("third parties send people back here; the state says who they are");

    private final Visitors visitors;
    private final ConnectService desk;
    private final ConnectPages pages;
    private final CallbackHandler elsewhere;

    public ConnectRoutes(Visitors visitors, ConnectService desk, ConnectPages pages, CallbackHandler elsewhere) {
        this.visitors = visitors;
        this.desk = desk;
        this.pages = pages;
        this.elsewhere = elsewhere;
    }

    /** The fixed paths come first: they would fit the template, too. */
    public List<Route> all() {
        return List.of(
                        Route.get("/connect/callback", CALLBACK, this::callback)
                                .withQuery(VendorAnswer.PARAMETERS)
                                .ignoringOtherQuery(),
                        Route.get("/connect/result/{attempt}", PEOPLE, this::result),
                        Route.get("/connect/{connector}", PEOPLE, this::page).withQuery("link"),
                        Route.post("/connect/{connector}", FORM, BodyRule.FORM, this::submit))
                .stream()
                .map(route -> route.withErrors(pages::error))
                .toList();
    }

    private Response page(Request request) {
        Visitor visitor = visitors.of(request);
        String link = request.query("link");
        return arrived(request, visitor, link, (connector, person) -> pages.connect(visitor, connector, person, link));
    }

    private Response submit(Request request) {
        Visitor visitor = visitors.of(request);
        Form form = request.form();
        String link = form.value("link").isEmpty() ? null : form.value("link");
        if (!visitor.served(form.value("form_token"))) {
            return pages.expiredForm();
        }
        return arrived(request, visitor, link, (connector, person) -> {
            if (!desk.tie(person, visitor)) {
                return pages.linkOver();
            }
            return connector.type() == ConnectorType.LOGIN
                    ? enter(visitor, connector, person, link, form)
                    : Response.seeOther(desk.begin(visitor, connector, person).toString());
        });
    }

    /** What is done for somebody of whom it is clear who they are, at a connector that is there. */
    @FunctionalInterface
    private interface Welcome {
        Response answer(Connector connector, Person person);
    }

    /** Who is nobody yet learns nothing of which connectors there are. */
    private Response arrived(Request request, Visitor visitor, String link, Welcome welcome) {
        String name = request.pathParameter("connector");
        if (link == null && visitor.userId().isEmpty()) {
            return visitors.signInToReach("/connect/" + PathSegment.of(name), request);
        }
        Optional<Connector> connector = desk.connector(name);
        if (connector.isEmpty()) {
            return link == null ? pages.noSuchService() : pages.linkOver();
        }
        ConnectService.Arrival arrival = desk.arrival(visitor, connector.get(), link);
        return switch (arrival) {
            case ConnectService.Arrival.Welcome here -> welcome.answer(connector.get(), here.person());
            case ConnectService.Arrival.Done _ -> pages.connected(ConnectPages.nameOf(connector.get()));
            case ConnectService.Arrival.Over _ -> pages.linkOver();
        };
    }

    private Response enter(Visitor visitor, Connector connector, Person person, String link, Form form) {
        String name = form.value("username");
        try {
            Optional<String> problem = desk.enter(connector, person, name, form.value("password"));
            return problem.map(text -> pages.again(422, visitor, connector, person, link, name, text))
                    .orElseGet(() -> desk.returnTarget(person)
                            .map(target ->
                                    Response.seeOther(target.with(PendingConnectionStatus.CONNECTED, connector.name())))
                            .orElseGet(() -> pages.connected(ConnectPages.nameOf(connector))));
        } catch (ApiException tooMany) {
            return pages.again(429, visitor, connector, person, link, name, tooMany.getMessage())
                    .withHeader("Retry-After", tooMany.headers().getOrDefault("Retry-After", "60"));
        }
    }

    private Response callback(Request request) {
        VendorAnswer answer = VendorAnswer.of(request);
        if (elsewhere.isOne(answer)) {
            return elsewhere.take(answer) ? pages.connected("the service") : pages.unknownAttempt();
        }
        Visitor visitor = visitors.of(request);
        return desk.answered(answer, visitor)
                .filter(attempt -> attempt.status() != PendingConnectionStatus.BEGUN)
                .map(this::onward)
                .orElseGet(pages::unknownAttempt);
    }

    /** Away from the URL with the code in it. */
    private Response onward(PendingConnection attempt) {
        return Response.seeOther(desk.returnTarget(attempt)
                .map(target -> target.with(attempt.status(), attempt.connector()))
                .orElse("/connect/result/" + attempt.id()));
    }

    private Response result(Request request) {
        Optional<PendingConnection> found = attempt(request);
        if (found.isEmpty() || found.get().status() == PendingConnectionStatus.BEGUN) {
            return pages.unknownAttempt();
        }
        PendingConnection attempt = found.get();
        if (desk.returnTarget(attempt).isPresent()) {
            return onward(attempt);
        }
        String service =
                desk.connector(attempt.connector()).map(ConnectPages::nameOf).orElse(attempt.connector());
        return switch (attempt.status()) {
            case CONNECTED -> pages.connected(service);
            case DENIED -> pages.denied(service);
            case ANSWERED ->
                desk.isStillWorkedOn(attempt)
                        ? pages.working(service)
                        : pages.failed(service, "It was not finished. Please start again.");
            default -> pages.failed(service, attempt.outcome().problem());
        };
    }

    private Optional<PendingConnection> attempt(Request request) {
        try {
            UUID id = UUID.fromString(request.pathParameter("attempt"));
            return desk.attempt(id, visitors.of(request));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
