package dev.gatehouse.vault.connect;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.Form;
import dev.gatehouse.pages.Message;
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
                .map(route -> route.withErrors(new ErrorForm(null, pages::error)))
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
            return pages.expiredForm(request);
        }
        return arrived(request, visitor, link, (connector, person) -> {
            if (!service.tie(person, visitor)) {
                return pages.linkOver(request);
            }
            return connector.type() == ConnectorType.LOGIN
                    ? enter(request, visitor, connector, person, link)
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
            return pages.noSuchService(request);
        }
        if (link == null && visitor.userId().isEmpty()) {
            return visitors.signInToReach(path(name, null), request);
        }
        Optional<Connector> connector = service.connector(name);
        if (connector.isEmpty()) {
            return link == null ? pages.noSuchService(request) : pages.linkOver(request);
        }
        ConnectService.Visit visit = service.visit(visitor, connector.get(), link);
        return switch (visit) {
            case ConnectService.Visit.Welcome here -> welcome.answer(connector.get(), here.person());
            case ConnectService.Visit.SignIn _ -> visitors.signInToReach(path(name, link), request);
            case ConnectService.Visit.Stranger _ ->
                pages.otherUsersLink(request, visitor.userId().orElseThrow());
            case ConnectService.Visit.Done done -> doneBefore(request, done.person(), connector.get());
            case ConnectService.Visit.Over _ -> pages.linkOver(request);
        };
    }

    private static String path(String connector, @Nullable String link) {
        String page = "/connect/" + PathSegment.of(connector);
        return link == null ? page : page + "?link=" + PathSegment.of(link);
    }

    /** An application that has yet to confirm gets another code; nobody knows whether the browser brought it the first. */
    private Response doneBefore(Request request, Person person, Connector connector) {
        if (!person.isToBeConfirmed()) {
            return pages.connected(request, ConnectPages.nameOf(connector));
        }
        return service.wayBack(person, PendingConnectionStatus.UNCONFIRMED, connector.name())
                .map(ConnectRoutes::goTo)
                .orElseGet(() -> pages.linkOver(request));
    }

    private Response enter(
            Request request, Visitor visitor, Connector connector, Person person, @Nullable String link) {
        Form form = request.form();
        String name = form.value("username");
        try {
            return switch (service.enter(connector, person, name, form.value("password"))) {
                case ConnectService.Entry.Refused refused ->
                    pages.again(422, visitor, connector, person, link, name, refused.problem());
                case ConnectService.Entry.Kept kept -> entered(request, person, kept.status(), connector);
            };
        } catch (ApiException tooMany) {
            return pages.again(429, visitor, connector, person, link, name, Message.tooMany(tooMany))
                    .withHeader("Retry-After", Message.retryAfter(tooMany));
        }
    }

    private Response entered(Request request, Person person, PendingConnectionStatus status, Connector connector) {
        String service = ConnectPages.nameOf(connector);
        return this.service
                .wayBack(person, status, connector.name())
                .map(ConnectRoutes::goTo)
                .orElseGet(() -> status == PendingConnectionStatus.UNCONFIRMED
                        ? pages.unconfirmed(request, service)
                        : pages.connected(request, service));
    }

    /** Tells the place where it leads nothing of where the browser comes from: what stands there may be secret. */
    private static Response goTo(String location) {
        return Response.seeOther(location).withHeader("Referrer-Policy", "no-referrer");
    }

    private Response callback(Request request) {
        VendorAnswer answer = VendorAnswer.of(request);
        if (elsewhere.isOne(answer)) {
            return elsewhere.take(answer) ? pages.connected(request, null) : pages.unknownState(request);
        }
        Visitor visitor = visitors.of(request);
        return service.answered(answer, visitor)
                .filter(pending -> pending.status() != PendingConnectionStatus.BEGUN)
                .map(this::onward)
                .orElseGet(() -> pages.unknownState(request));
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
                .map(pending -> wayBack(pending).map(ConnectRoutes::goTo).orElseGet(() -> ended(request, pending)))
                .orElseGet(() -> pages.unknownState(request));
    }

    private Response ended(Request request, PendingConnection pending) {
        String name =
                service.connector(pending.connector()).map(ConnectPages::nameOf).orElse(pending.connector());
        return switch (pending.status()) {
            case CONNECTED -> pages.connected(request, name);
            case UNCONFIRMED -> pages.unconfirmed(request, name);
            case DENIED -> pages.denied(request, name);
            case ANSWERED ->
                service.isStillWorkedOn(pending) ? pages.working(request, name) : pages.failed(request, name, null);
            default -> pages.failed(request, name, pending.outcome().problem());
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
