package dev.gatehouse.oauth.signin;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.pages.PageTexts;
import dev.gatehouse.pages.Visitor;
import dev.gatehouse.pages.Visitors;
import java.util.Optional;

/** Visitors by our own sessions. Thread-safe. */
public record SignedInVisitors(Browsers browsers, SignIn signIn) implements Visitors {
    @Override
    public Visitor of(Request request) {
        return new Known(browsers, browsers.of(request));
    }

    @Override
    public Response signInToReach(String path, Request request) {
        return signIn.toReach(path, browsers.of(request));
    }

    private record Known(Browsers browsers, Browser browser) implements Visitor {
        @Override
        public Optional<String> userId() {
            return browser.session().map(Session::userId);
        }

        @Override
        public PageTexts texts() {
            return browser.texts();
        }

        @Override
        public String formToken() {
            return browser.formToken();
        }

        @Override
        public boolean served(String formToken) {
            return browser.served(formToken);
        }

        @Override
        public byte[] binding() {
            return browser.binding();
        }

        @Override
        public Response remembering(Response answer) {
            return browsers.remembering(browser, answer);
        }
    }
}
