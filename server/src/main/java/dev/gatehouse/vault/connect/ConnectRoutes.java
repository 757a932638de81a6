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
import org.jspecify.annotations.Nullable;

/** The pages by which people connect accounts, on the public listener. Thread-safe. */
public final class ConnectRoutes {
    private static final Protection PEOPLE =
            Protection.open("people sign in, or come with a connect link made for them");
    private static final Protection FORM = Protection.open("a page's form; carries a token of its own against forgery");
    private static final Protection CALLBACK =
            Protection.open("third parties send people back here; the state says who they are");

    private final Visitors visitors;
    private final ConnectService service;
    private final ConnectPages pages;
    private final CallbackHandler elsewhere;

    public ConnectRoutes(Visitors visitors, ConnectService service, ConnectPages pages, CallbackHandler elsewhere) {
        this.visitors = visitors;
        this.service = service;
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
            if (!service.tie(person, visitor)) {
                return pages.linkOver();
            }
            return connector.type() == ConnectorType.LOGIN
                    ? enter(visitor, connector, person, link, form)
                    : Response.seeOther(
                            service.begin(visitor, connector, person).toString());
        });
    }

    /** What is done for somebody of whom it is clear who they are, at a connector that is there. */
    @FunctionalInterface
    private interface Welcome {
        Response answer(Connector connector, Person person);
    }

    /** Who is nobody yet learns nothing of which connectors there are. */
    private Response arrived(Request request, Visitor visitor, @Nullable String link, Welcome welcome) {
        String name = request.pathParameter("connector");
        if (link == null && visitor.userId().isEmpty()) {
            return visitors.signInToReach("/connect/" + PathSegment.of(name), request);
        }
        Optional<Connector> connector = service.connector(name);
        if (connector.isEmpty()) {
            return link == null ? pages.noSuchService() : pages.linkOver();
        }
        ConnectService.Visit visit = service.visit(visitor, connector.get(), link);
        return switch (visit) {
            case ConnectService.Visit.Welcome here -> welcome.answer(connector.get(), here.person());
            case ConnectService.Visit.Done _ -> pages.connected(ConnectPages.nameOf(connector.get()));
            case ConnectService.Visit.Over _ -> pages.linkOver();
        };
    }

    private Response enter(Visitor visitor, Connector connector, Person person, @Nullable String link, Form form) {
        String name = form.value("username");
        try {
            Optional<String> problem = service.enter(connector, person, name, form.value("password"));
            return problem.map(text -> pages.again(422, visitor, connector, person, link, name, text))
                    .orElseGet(() -> service.returnTarget(person)
                            .map(target -> Response.seeOther(
                                    target.with(PendingConnectionStatus.CONNECTED.label(), connector.name())))
                            .orElseGet(() -> pages.connected(ConnectPages.nameOf(connector))));
        } catch (ApiException tooMany) {
            return pages.again(429, visitor, connector, person, link, name, tooMany.getMessage())
                    .withHeader("Retry-After", tooMany.headers().getOrDefault("Retry-After", "60"));
        }
    }

    private Response callback(Request request) {
        VendorAnswer answer = VendorAnswer.of(request);
        if (elsewhere.isOne(answer)) {
            return elsewhere.take(answer) ? pages.connected("the service") : pages.unknownState();
        }
        Visitor visitor = visitors.of(request);
        return service.answered(answer, visitor)
                .filter(pending -> pending.status() != PendingConnectionStatus.BEGUN)
                .map(this::onward)
                .orElseGet(pages::unknownState);
    }

    /** Away from the URL with the code in it. */
    private Response onward(PendingConnection pending) {
        return Response.seeOther(service.returnTarget(pending)
                .map(target -> target.with(pending.status().label(), pending.connector()))
                .orElse("/connect/result/" + pending.id()));
    }

    private Response result(Request request) {
        Optional<PendingConnection> found = pendingConnection(request);
        if (found.isEmpty() || found.get().status() == PendingConnectionStatus.BEGUN) {
            return pages.unknownState();
        }
        PendingConnection pending = found.get();
        if (service.returnTarget(pending).isPresent()) {
            return onward(pending);
        }
        String name =
                service.connector(pending.connector()).map(ConnectPages::nameOf).orElse(pending.connector());
        return switch (pending.status()) {
            case CONNECTED -> pages.connected(name);
            case DENIED -> pages.denied(name);
            case ANSWERED ->
                service.isStillWorkedOn(pending)
                        ? pages.working(name)
                        : pages.failed(name, "It was not finished. Please start again.");
            default -> pages.failed(name, pending.outcome().problem());
        };
    }

    private Optional<PendingConnection> pendingConnection(Request request) {
        try {
            UUID id = UUID.fromString(request.pathParameter("attempt"));
            return service.pendingConnection(id, visitors.of(request));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
