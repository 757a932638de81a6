package dev.gatehouse.vault.connect;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.Response;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.pages.PagePolicy;
import dev.gatehouse.pages.PageRenderer;
import dev.gatehouse.pages.Visitor;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.LinkOrigin;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What people see while they connect an account. Thread-safe. */
public final class ConnectPages {
    private static final String START_AGAIN = "Go back to where you came from and start again.";

    private final PageRenderer renderer = new PageRenderer();
    private final ConnectLinks links;

    public ConnectPages(ConnectLinks links) {
        this.links = links;
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
            @Nullable String problem) {
        return form(status, visitor, connector, person, link, name, problem);
    }

    private Response form(
            int status,
            Visitor visitor,
            Connector connector,
            Person person,
            @Nullable String link,
            String name,
            @Nullable String problem) {
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
        return visitor.remembering(renderer.page(status, "connect.jte", page, policy));
    }

    private static ConnectPage.Credentials asks(Connector connector, String name) {
        return new ConnectPage.Credentials(connector.asksFor("userId"), connector.asksFor("password"), name);
    }

    /** What people know the service as. */
    static String nameOf(Connector connector) {
        String name = connector.options().path("displayName").asString("");
        return name.isBlank() ? connector.name() : name;
    }

    public Response connected(String service) {
        return renderer.message(
                200,
                MessagePage.notice(
                        "Connected", "Your account at " + service + " is connected. You can close this page."));
    }

    public Response denied(String service) {
        return renderer.message(
                200,
                MessagePage.notice(
                        "Not connected",
                        "Access to your account at " + service + " was not allowed, and nothing was changed. "
                                + "You can close this page."));
    }

    /** Where the application that is to confirm has no page any more that we would send the browser to. */
    Response unconfirmed(String service) {
        return renderer.message(
                200,
                MessagePage.failure(
                        "Not connected",
                        "The application you came from has not confirmed that this account at " + service
                                + " is yours, and we cannot send you back to it.",
                        START_AGAIN));
    }

    /** A link that somebody else was to open: nothing happens with it in this session. */
    Response otherUsersLink(String userId) {
        return renderer.message(
                403,
                new MessagePage(
                        "This link is for somebody else",
                        "You are signed in as " + userId
                                + ". The link was made for another user, so nothing was connected.",
                        true,
                        "If somebody sent it to you, close this page. If you have another user here, sign out, and open the "
                                + "link again.",
                        "/account",
                        "Your account"));
    }

    Response failed(String service, @Nullable String problem) {
        return renderer.message(
                200, MessagePage.failure("Not connected", problem, "Nothing was changed at " + service + " or here."));
    }

    /** Somebody came back twice, and the first time is still being worked on. */
    Response working(String service) {
        return renderer.message(
                        200, MessagePage.notice("One moment", "Your account at " + service + " is being connected."))
                .withHeader("Refresh", "2");
    }

    /** One answer for whatever is wrong with a state, so that nobody learns of other people's. */
    Response unknownState() {
        return renderer.message(
                400,
                MessagePage.failure(
                        "This did not work",
                        "You did not come here from a page of ours in this browser, or it was too long ago. "
                                + "Nothing was changed.",
                        START_AGAIN + " Cookies must be allowed."));
    }

    Response linkOver() {
        return renderer.message(
                410,
                MessagePage.failure(
                        "This link does not work any more",
                        "A link like this works once, in one browser, for a few minutes.",
                        START_AGAIN));
    }

    Response noSuchService() {
        return renderer.message(
                404, MessagePage.failure("There is no such service", "Nobody registered it here.", START_AGAIN));
    }

    Response expiredForm() {
        return renderer.expiredForm();
    }

    public Response error(ApiException error) {
        return renderer.error(error);
    }
}
