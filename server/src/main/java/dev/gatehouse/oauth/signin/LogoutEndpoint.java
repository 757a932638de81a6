package dev.gatehouse.oauth.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.syntax.Form;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequest;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequests;
import dev.gatehouse.oauth.clientauth.RelyingParties;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.logout.SessionParties;
import dev.gatehouse.oauth.page.LeavingPage;
import dev.gatehouse.oauth.page.LogoutPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.session.Sessions;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.pages.MessagePage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs people out, on their own wish or a client's (OpenID Connect RP-Initiated Logout 1.0). A client that proves with an
 * ID token whom it means, and leads nowhere or where it registered, is followed at once; in any other case the user is asked.
 * Thread-safe.
 */
public final class LogoutEndpoint {
    private static final String UI_LOCALES = "ui_locales";

    public static final String[] PARAMETERS = {
        "id_token_hint", "client_id", "post_logout_redirect_uri", "state", "logout_hint", UI_LOCALES
    };
    private static final MessagePage DONE = MessagePage.notice("signed-out");

    private final RelyingParties parties;
    private final IdTokens idTokens;
    private final SessionParties heard;
    private final PendingAuthorizationRequests pending;
    private final Sessions sessions;
    private final Browsers browsers;
    private final Pages pages;

    public LogoutEndpoint(
            RelyingParties parties,
            IdTokens idTokens,
            SessionParties heard,
            PendingAuthorizationRequests pending,
            Sessions sessions,
            Browsers browsers,
            Pages pages) {
        this.parties = parties;
        this.idTokens = idTokens;
        this.heard = heard;
        this.pending = pending;
        this.sessions = sessions;
        this.browsers = browsers;
        this.pages = pages;
    }

    /**
     * Where the browser goes afterwards (null for our own page), and on whose wish.
     *
     * @param misled whether it was to go where the client registered nothing
     */
    private record Wish(
            @Nullable URI goesOnTo,
            boolean misled,
            @Nullable String clientName,
            Optional<JWTClaimsSet> hint) {}

    public Response get(Request request) {
        return asked(request, request.queryFields());
    }

    /** Our own page's form carries a form token; a client's request does not, and is treated as a link to us. */
    public Response post(Request request) {
        Form form = request.form();
        if (form.value("decision").isEmpty()) {
            return asked(request, form);
        }
        Form kept = new Form(pending.renewed(form.value("continue"))
                .flatMap(asked -> Optional.ofNullable(asked.parameters()))
                .orElse(Map.of()));
        Browser browser = browsers.of(request).preferring(kept.value(UI_LOCALES));
        if (browser.served(form.value("form_token"))) {
            return leave(browser, wish(kept).goesOnTo());
        }
        return browser.session().isEmpty()
                ? SignIn.expired(pages, browser)
                : page(403, browser, browser.session().get(), wish(kept), kept);
    }

    private Response asked(Request request, Form fields) {
        Browser browser = browsers.of(request).preferring(fields.value(UI_LOCALES));
        Wish wish = wish(fields);
        if (browser.session().isEmpty()) {
            return leave(browser, wish.goesOnTo());
        }
        Session session = browser.session().get();
        boolean proven = wish.hint()
                .map(claims -> session.userId().equals(claims.getSubject()))
                .orElse(false);
        return proven && !wish.misled() ? leave(browser, wish.goesOnTo()) : page(200, browser, session, wish, fields);
    }

    private Response page(int status, Browser browser, Session session, Wish wish, Form fields) {
        Map<String, List<String>> kept = new LinkedHashMap<>(fields.fields());
        kept.keySet().retainAll(List.of("client_id", "id_token_hint", "post_logout_redirect_uri", "state", UI_LOCALES));
        String sealed = pending.seal(PendingAuthorizationRequest.toSignOut(kept, pending.now()));
        LogoutPage page = new LogoutPage(browser.formToken(), sealed, session.userId(), wish.clientName());
        return browsers.remembering(browser, pages.logout(browser.texts(), status, page, wish.goesOnTo()));
    }

    private Response leave(Browser browser, @Nullable URI goesOnTo) {
        List<URI> frames = browser.session().map(heard::frames).orElse(List.of());
        browser.session().ifPresent(sessions::end);
        return browsers.closing(
                frames.isEmpty()
                        ? left(browser, goesOnTo)
                        : pages.leaving(browser.texts(), new LeavingPage(frames, goesOnTo)));
    }

    private Response left(Browser browser, @Nullable URI goesOnTo) {
        return goesOnTo == null
                ? pages.message(browser.texts(), 200, DONE)
                : Response.seeOther(goesOnTo.toString()).withHeader("Referrer-Policy", "no-referrer");
    }

    /** Without a client that registered the URI nobody is sent on anywhere. */
    private Wish wish(Form fields) {
        Optional<JWTClaimsSet> hint = idTokens.hint(fields.value("id_token_hint"));
        String hinted = hint.map(claims -> claims.getAudience().getFirst()).orElse("");
        String named = fields.value("client_id");
        boolean contradictory = !named.isEmpty() && !hinted.isEmpty() && !named.equals(hinted);
        String clientId = named.isEmpty() ? hinted : named;
        Optional<RelyingParty> party = contradictory || clientId.isEmpty() ? Optional.empty() : parties.find(clientId);
        String given = fields.value("post_logout_redirect_uri");
        URI target = party.flatMap(found -> found.postLogoutRedirectUri(given))
                .map(uri -> withState(uri, fields.value("state")))
                .orElse(null);
        boolean misled = target == null && !given.isEmpty();
        return new Wish(
                target, misled, party.map(found -> found.client().clientName()).orElse(null), hint);
    }

    private static URI withState(URI uri, String state) {
        if (state.isBlank()) {
            return uri;
        }
        String parameter = new LogoutRequest(null, null, uri, new State(state)).toQueryString();
        String encoded = parameter.substring(parameter.indexOf("state="));
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + encoded.split("&")[0]);
    }
}
