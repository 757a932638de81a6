package dev.gatehouse.oauth;

import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Route;
import dev.gatehouse.oauth.authorize.AuthorizationEndpoint;
import dev.gatehouse.oauth.authorize.AuthorizationRequests;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.signin.AccountPages;
import dev.gatehouse.oauth.signin.ConsentForms;
import dev.gatehouse.oauth.signin.DevicePages;
import dev.gatehouse.oauth.signin.LogoutEndpoint;
import dev.gatehouse.oauth.signin.OwnPasswordPages;
import dev.gatehouse.oauth.signin.SignIn;
import dev.gatehouse.pages.PageFiles;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the authorization server on the public listener. */
final class PageRoutes {
    private static final Protection PEOPLE = Protection.open("people sign in here");
    private static final Protection FORM = Protection.open("a page's form; carries a token of its own against forgery");

    private final AuthorizationEndpoint authorization;
    private final SignIn signIn;
    private final ConsentForms consent;
    private final DevicePages devices;
    private final AccountPages account;
    private final OwnPasswordPages ownPassword;
    private final LogoutEndpoint logout;
    private final Pages pages;

    PageRoutes(
            AuthorizationEndpoint authorization,
            SignIn signIn,
            ConsentForms consent,
            DevicePages devices,
            AccountPages account,
            OwnPasswordPages ownPassword,
            LogoutEndpoint logout,
            Pages pages) {
        this.authorization = authorization;
        this.signIn = signIn;
        this.consent = consent;
        this.devices = devices;
        this.account = account;
        this.ownPassword = ownPassword;
        this.logout = logout;
        this.pages = pages;
    }

    List<Route> all() {
        Stream<Route> own = List.of(
                        Route.get("/oauth2/code", PEOPLE, authorization::get)
                                .withQuery(AuthorizationRequests.PARAMETERS)
                                .ignoringOtherQuery(),
                        Route.post("/oauth2/code", PEOPLE, BodyRule.FORM, authorization::post)
                                .ignoringOtherQuery(),
                        Route.get("/login", PEOPLE, signIn::page),
                        Route.post("/login", FORM, BodyRule.FORM, signIn::submit),
                        Route.post("/password", FORM, BodyRule.FORM, signIn::changePassword),
                        Route.post("/consent", FORM, BodyRule.FORM, consent::submit),
                        Route.get("/device", PEOPLE, devices::page).withQuery("user_code"),
                        Route.post("/device", FORM, BodyRule.FORM, devices::submit),
                        Route.get("/account", PEOPLE, account::page),
                        Route.post("/account/consent", FORM, BodyRule.FORM, account::removeConsent),
                        Route.post("/account/session", FORM, BodyRule.FORM, account::endSession),
                        Route.get("/account/password", PEOPLE, ownPassword::page),
                        Route.post("/account/password", FORM, BodyRule.FORM, ownPassword::submit),
                        Route.post("/account/access", FORM, BodyRule.FORM, account::endAccess),
                        Route.get("/logout", PEOPLE, logout::get)
                                .withQuery(LogoutEndpoint.PARAMETERS)
                                .ignoringOtherQuery(),
                        Route.post("/logout", FORM, BodyRule.FORM, logout::post))
                .stream()
                .map(route -> route.withErrors(new ErrorForm(null, pages::error)));
        return Stream.concat(own, Stream.of(new PageFiles().route())).toList();
    }
}
