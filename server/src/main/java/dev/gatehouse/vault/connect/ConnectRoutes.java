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
import dev.gatehouse.vault.connector.VaultNames;
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
        if (!VaultNames.mayNameConnector(name)) {
            return pages.noSuchService();
        }
        if (link == null && visitor.userId().isEmpty()) {
            return visitors.signInToReach(path(name, null), request);
        }
        Optional<Connector> connector = service.connector(name);
        if (connector.isEmpty()) {
            return link == null ? pages.noSuchService() : pages.linkOver();
        }
        ConnectService.Visit visit = service.visit(visitor, connector.get(), link);
        return switch (visit) {
            case ConnectService.Visit.Welcome here -> welcome.answer(connector.get(), here.person());
            case ConnectService.Visit.SignIn _ -> visitors.signInToReach(path(name, link), request);
            case ConnectService.Visit.Stranger _ ->
                pages.otherUsersLink(visitor.userId().orElseThrow());
            case ConnectService.Visit.Done done -> doneBefore(done.person(), connector.get());
            case ConnectService.Visit.Over _ -> pages.linkOver();
        };
    }

    private static String path(String connector, @Nullable String link) {
        String page = "/connect/" + PathSegment.of(connector);
        return link == null ? page : page + "?link=" + PathSegment.of(link);
    }

    /** An application that has yet to confirm gets another code; nobody knows whether the browser brought it the first. */
    private Response doneBefore(Person person, Connector connector) {
        if (!person.isToBeConfirmed()) {
            return pages.connected(ConnectPages.nameOf(connector));
        }
        return service.wayBack(person, PendingConnectionStatus.UNCONFIRMED, connector.name())
                .map(ConnectRoutes::goTo)
                .orElseGet(pages::linkOver);
    }

    private Response enter(Visitor visitor, Connector connector, Person person, @Nullable String link, Form form) {
        String name = form.value("username");
        try {
            return switch (service.enter(connector, person, name, form.value("password"))) {
                case ConnectService.Entry.Refused refused ->
                    pages.again(422, visitor, connector, person, link, name, refused.problem());
                case ConnectService.Entry.Kept kept -> entered(person, kept.status(), connector);
            };
        } catch (ApiException tooMany) {
            return pages.again(429, visitor, connector, person, link, name, tooMany.getMessage())
                    .withHeader("Retry-After", tooMany.headers().getOrDefault("Retry-After", "60"));
        }
    }

    private Response entered(Person person, PendingConnectionStatus status, Connector connector) {
        String service = ConnectPages.nameOf(connector);
        return this.service
                .wayBack(person, status, connector.name())
                .map(ConnectRoutes::goTo)
                .orElseGet(() -> status == PendingConnectionStatus.UNCONFIRMED
                        ? pages.unconfirmed(service)
                        : pages.connected(service));
    }

    /** Tells the place where it leads nothing of where the browser comes from: what stands there may be secret. */
    private static Response goTo(String location) {
        return Response.seeOther(location).withHeader("Referrer-Policy", "no-referrer");
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

    /** Away from the URL with the third party's code in it. */
    private Response onward(PendingConnection pending) {
        return goTo(wayBack(pending).orElse("/connect/result/" + pending.id()));
    }

    private Optional<String> wayBack(PendingConnection pending) {
        return service.wayBack(pending.person(), pending.status(), pending.connector());
    }

    private Response result(Request request) {
        return pendingConnection(request)
                .filter(pending -> pending.status() != PendingConnectionStatus.BEGUN)
                .map(pending -> wayBack(pending).map(ConnectRoutes::goTo).orElseGet(() -> ended(pending)))
                .orElseGet(pages::unknownState);
    }

    private Response ended(PendingConnection pending) {
        String name =
                service.connector(pending.connector()).map(ConnectPages::nameOf).orElse(pending.connector());
        return switch (pending.status()) {
            case CONNECTED -> pages.connected(name);
            case UNCONFIRMED -> pages.unconfirmed(name);
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
