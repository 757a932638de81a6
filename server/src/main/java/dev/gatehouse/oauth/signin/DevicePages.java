package dev.gatehouse.oauth.signin;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.authorize.DeviceAuthorizations;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.clientauth.RelyingParties;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.page.ConsentPage;
import dev.gatehouse.oauth.page.DevicePage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import dev.gatehouse.oauth.token.UserScopes;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.pages.PageTexts;
import dev.gatehouse.users.GuessThrottle;
import java.util.Optional;

/** Where people enter a device's code and decide about it (RFC 8628 section 3.3). Thread-safe. */
public final class DevicePages {
    /** No user has a name with this character in it, so these guesses are counted apart from passwords. */
    private static final String DEVICES_OF = "\0devices of ";

    private final RelyingParties parties;
    private final Consents consents;
    private final ScopeDescriptions descriptions;
    private final GuessThrottle throttle;
    private final SignIn signIn;
    private final Browsers browsers;
    private final Pages pages;
    private final DeviceAuthorizations devices;

    public DevicePages(
            DeviceAuthorizations devices,
            RelyingParties parties,
            Consents consents,
            ScopeDescriptions descriptions,
            GuessThrottle throttle,
            Browsers browsers,
            Pages pages,
            SignIn signIn) {
        this.devices = devices;
        this.parties = parties;
        this.consents = consents;
        this.descriptions = descriptions;
        this.throttle = throttle;
        this.browsers = browsers;
        this.pages = pages;
        this.signIn = signIn;
    }

    public Response page(Request request) {
        Browser browser = browsers.of(request);
        String given = request.query("user_code");
        String userCode = given == null ? "" : shown(DeviceAuthorizations.normal(given));
        if (browser.session().isEmpty()) {
            return signIn.toReach(userCode.isEmpty() ? "/device" : "/device?user_code=" + userCode, browser);
        }
        return pages.device(
                browser.texts(),
                200,
                new DevicePage(browser.formToken(), browser.session().get().userId(), userCode, null));
    }

    public Response submit(Request request) {
        Browser browser = browsers.of(request);
        boolean served = browser.served(request.form().value("form_token"));
        if (browser.session().isEmpty()) {
            return served ? signIn.toReach("/device", browser) : SignIn.expired(pages, browser);
        }
        if (!served) {
            String userCode = DeviceAuthorizations.normal(request.form().value("user_code"));
            return again(403, browser, browser.session().get(), userCode, SignIn.OLD_FORM);
        }
        return entered(request, browser, browser.session().get());
    }

    /** A code has 34 bits and lives for 10 minutes: with ten guesses a quarter of an hour it is not found (section 5.1). */
    private Response entered(Request request, Browser browser, Session session) {
        String userCode = DeviceAuthorizations.normal(request.form().value("user_code"));
        GuessThrottle.Guess guess;
        try {
            guess = throttle.count(DEVICES_OF + session.userId(), request.remoteAddress());
        } catch (ApiException tooMany) {
            return again(429, browser, session, userCode, Message.tooMany(tooMany))
                    .withHeader("Retry-After", Message.retryAfter(tooMany));
        }
        Optional<DeviceAuthorizations.Pending> pending = devices.pending(userCode);
        Optional<RelyingParty> party = pending.flatMap(found -> parties.find(found.clientId()));
        if (party.isEmpty()) {
            return again(422, browser, session, userCode, Message.of("device.wrong"));
        }
        throttle.takeBack(guess); // a code of one's own does not make up for wrong ones
        Scope scope = UserScopes.grantable(pending.get().scope(), session.limit());
        String decision = request.form().value("decision");
        if (decision.isEmpty() && !scope.isEmpty()) {
            return consentPage(browser, session, userCode, party.get(), pending.get(), scope);
        }
        return decided(browser.texts(), userCode, session, party.get(), scope, decision.equals("allow"));
    }

    private Response decided(
            PageTexts texts, String userCode, Session session, RelyingParty party, Scope scope, boolean allowed) {
        if (!allowed || scope.isEmpty()) {
            devices.deny(userCode);
            return pages.message(texts, 200, MessagePage.notice("device.denied"));
        }
        if (!devices.approve(userCode, session, scope)) {
            return pages.message(texts, 400, MessagePage.failure("device.used"));
        }
        consents.allow(session.userId(), party.client().clientId(), Consents.Allowed.of(scope, AskedClaims.NONE));
        return pages.message(texts, 200, MessagePage.notice("device.connected"));
    }

    private Response again(int status, Browser browser, Session session, String userCode, Message problem) {
        return pages.device(
                browser.texts(),
                status,
                new DevicePage(browser.formToken(), session.userId(), shown(userCode), problem));
    }

    private Response consentPage(
            Browser browser,
            Session session,
            String userCode,
            RelyingParty party,
            DeviceAuthorizations.Pending pending,
            Scope scope) {
        ConsentPage page = new ConsentPage(
                browser.formToken(),
                null,
                shown(userCode),
                session.userId(),
                new ConsentPage.Client(party.client().clientName(), party.isExternal(), null),
                pending.resource() == null ? null : pending.resource().toString(),
                descriptions.describe(scope.toStringList(), browser.texts()));
        return pages.consent(browser.texts(), page, null);
    }

    private static String shown(String userCode) {
        String code = userCode.substring(0, Math.min(8, userCode.length()));
        return code.length() > 4 ? code.substring(0, 4) + "-" + code.substring(4) : code;
    }
}
