package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Chromium signs in, consents and comes back to the client, with the keyboard alone and with every policy in force. */
class BrowserTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final List<String> returned = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private HttpServer application;
    private Playwright playwright;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty() && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, "no chromium here; apt-get install chromium runs this test, too");
        }
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/native")) {
                returned.add(exchange.getRequestURI().getRawQuery() + new String(sent, StandardCharsets.UTF_8));
            }
            byte[] page = "<!doctype html><title>Back</title><h1>Back</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        application.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterEach
    void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (application != null) {
            application.stop(0);
        }
    }

    private Page page(boolean scripts, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(scripts)
                .setColorScheme(scheme)
                .setViewportSize(900, 800));
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        return page;
    }

    private String redirect() {
        return "http://127.0.0.1:" + application.getAddress().getPort() + "/native";
    }

    /** A picture in target/pictures for who wants to look and sets GATEHOUSE_TEST_PICTURES. */
    private static void picture(Page page, String name) {
        if (System.getenv("GATEHOUSE_TEST_PICTURES") == null) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
    }

    @Test
    void somebodySignsInWithTheKeyboardAndComesBackWithACode() {
        WebClient client = WebClient.confidential(server, "orders.r");
        Page page = page(true, ColorScheme.LIGHT);

        page.navigate(server.publicUrl() + client.url("redirect_uri", redirect(), "scope", "openid orders.r"));
        picture(page, "login");
        page.keyboard().type(user);
        page.keyboard().press("Tab");
        page.keyboard().type("wrong password");
        page.keyboard().press("Enter");
        page.waitForSelector("[role=alert]");
        picture(page, "login-wrong");
        page.keyboard().type("correct horse");
        page.keyboard().press("Enter");
        page.waitForSelector("text=Allow access?");
        picture(page, "consent");
        page.click("button[value=allow]");
        page.waitForSelector("h1:text('Back')");

        assertThat(returned).singleElement().asString().contains("code=", "state=", "iss=");
        assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
        String code = com.nimbusds.oauth2.sdk.util.URLUtils.parseParameters(returned.getFirst())
                .get("code")
                .getFirst();
        client.redeem(code, "redirect_uri", redirect()).expect(200);
    }

    @Test
    void formPostGoesOnByItselfAndWithoutScriptsByAButton() {
        WebClient client = WebClient.register(server, "trusted", List.of("authorization_code"), "orders.r");
        for (boolean scripts : new boolean[] {true, false}) {
            Page page = page(scripts, ColorScheme.DARK);
            page.navigate(server.publicUrl() + client.url("redirect_uri", redirect(), "response_mode", "form_post"));
            picture(page, "login-dark");
            page.fill("#username", user);
            page.fill("#password", "correct horse");
            page.click("button[type=submit]");
            if (!scripts) {
                picture(page, "formpost-dark");
                page.click("#answer button");
            }
            page.waitForSelector("h1:text('Back')");
        }
        assertThat(returned).hasSize(2).allMatch(sent -> sent.contains("code="));
        assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
    }

    @Test
    void everyFieldHasALabelAndThePagesFitASmallScreen() {
        Page page = page(true, ColorScheme.DARK);
        page.setViewportSize(320, 640);
        page.navigate(server.publicUrl() + "/device");
        page.getByLabel("User name or email").fill(user);
        page.getByLabel("Password").fill("correct horse");
        page.click("button[type=submit]");
        page.getByLabel("Code").fill("BCDF-GHJK");
        picture(page, "device-small-dark");
        page.navigate(server.publicUrl() + "/account");
        picture(page, "account-small-dark");

        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        page.navigate(server.publicUrl() + "/logout");
        picture(page, "logout-small-dark");
        page.navigate(server.publicUrl() + "/oauth2/code?client_id=nobody");
        picture(page, "error-small-dark");
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)
                        .count())
                .isEqualTo(1);
    }
}
