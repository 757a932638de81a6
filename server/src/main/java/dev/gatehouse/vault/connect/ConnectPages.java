package dev.gatehouse.vault.connect;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.pages.PagePolicy;
import dev.gatehouse.pages.PageRenderer;
import dev.gatehouse.pages.PageTexts;
import dev.gatehouse.pages.Visitor;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.LinkOrigin;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What people see while they connect an account. Thread-safe. */
public final class ConnectPages {
    private final PageRenderer renderer = new PageRenderer();
    private final ConnectLinks links;
    private final PageLanguages languages;

    public ConnectPages(ConnectLinks links, PageLanguages languages) {
        this.links = links;
        this.languages = languages;
    }

    /** What is asked before anything happens, and the credentials where it is us who take them. */
    Response connect(Visitor visitor, Connector connector, Person person, @Nullable String link) {
        return form(200, visitor, connector, person, link, "", null);
    }

    /** The same once more, after it did not work. */
    Response again(
            int status,
            Visitor visitor,
            Connector connector,
            Person person,
            @Nullable String link,
            String name,
            @Nullable Message problem) {
        return form(status, visitor, connector, person, link, name, problem);
    }

    private Response form(
            int status,
            Visitor visitor,
            Connector connector,
            Person person,
            @Nullable String link,
            String name,
            @Nullable Message problem) {
        boolean login = connector.type() == ConnectorType.LOGIN;
        URI authorizeUrl = login ? null : AuthorizeRequest.of(connector).uri();
        LinkOrigin origin = person.link();
        URI returnUrl = origin == null || origin.returnTarget() == null
                ? null
                : URI.create(origin.returnTarget().url());
        ConnectPage page = new ConnectPage(
                new ConnectPage.Form(visitor.formToken(), "/connect/" + PathSegment.of(connector.name()), link),
                nameOf(connector),
                authorizeUrl == null ? null : authorizeUrl.getHost(),
                person.userId(),
                origin == null ? null : new ConnectPage.Asker(links.nameOf(origin.clientId()), origin.binding()),
                login ? asks(connector, name) : null,
                problem);
        PagePolicy policy =
                login ? PagePolicy.formToUs(returnUrl) : PagePolicy.formToSecureSites(authorizeUrl, returnUrl);
        return visitor.remembering(renderer.page(visitor.texts(), status, "connect.jte", page, policy));
    }

    private static ConnectPage.Credentials asks(Connector connector, String name) {
        return new ConnectPage.Credentials(connector.asksFor("userId"), connector.asksFor("password"), name);
    }

    /** What people know the service as. */
    static String nameOf(Connector connector) {
        String name = connector.options().path("displayName").asString("");
        return name.isBlank() ? connector.name() : name;
    }

    /** @param service what people know it as; null where that is not known */
    public Response connected(Request request, @Nullable String service) {
        return message(request, 200, MessagePage.notice("connect.connected", named(request, service)));
    }

    /** @param service as with {@link #connected} */
    public Response denied(Request request, @Nullable String service) {
        return message(request, 200, MessagePage.notice("connect.denied", named(request, service)));
    }

    private String named(Request request, @Nullable String service) {
        PageTexts texts = languages.of(request);
        return service == null ? texts.get("connect.some-service") : service;
    }

    /** Where the application that is to confirm has no page any more that we would send the browser to. */
    Response unconfirmed(Request request, String service) {
        return message(request, 200, MessagePage.failure("connect.unconfirmed", service));
    }

    /** A link that somebody else was to open: nothing happens with it in this session. */
    Response otherUsersLink(Request request, String userId) {
        return message(
                request,
                403,
                MessagePage.failure("connect.stranger", userId)
                        .leadingTo("/account", Message.of("connect.stranger.link")));
    }

    /** @param problem as it was stored */
    Response failed(Request request, String service, @Nullable String problem) {
        Message text = problem == null
                ? ConnectProblem.UNFINISHED.message()
                : ConnectProblem.of(problem)
                        .map(ConnectProblem::message)
                        .orElseGet(() -> Message.of("connect.problem.other", problem));
        return message(request, 200, MessagePage.failure("connect.failed", text, service));
    }

    /** Somebody came back twice, and the first time is still being worked on. */
    Response working(Request request, String service) {
        return message(request, 200, MessagePage.notice("connect.working", service))
                .withHeader("Refresh", "2");
    }

    /** One answer for whatever is wrong with a state, so that nobody learns of other people's. */
    Response unknownState(Request request) {
        return message(request, 400, MessagePage.failure("connect.unknown"));
    }

    Response linkOver(Request request) {
        return message(request, 410, MessagePage.failure("connect.over"));
    }

    Response noSuchService(Request request) {
        return message(request, 404, MessagePage.failure("connect.nowhere"));
    }

    Response expiredForm(Request request) {
        return renderer.expiredForm(languages.of(request));
    }

    private Response message(Request request, int status, MessagePage page) {
        return renderer.message(languages.of(request), status, page);
    }

    public Response error(ApiException error, @Nullable String acceptLanguage) {
        return renderer.error(languages.accepted(acceptLanguage), error);
    }
}
