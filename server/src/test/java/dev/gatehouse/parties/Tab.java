package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One tab, used with mouse and keyboard. For one thread. */
final class Tab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final DevTools tools;
    private final String target;
    private final String session;
    private final String context;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** The tab of a browser, by its ids there. */
    static Tab of(DevTools tools, String target, String context) {
        String session = tools.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        return new Tab(tools, target, session, context);
    }

    private Tab(DevTools tools, String target, String session, String context) {
        this.tools = tools;
        this.target = target;
        this.session = session;
        this.context = context;
        tools.listen(session, this::hear);
        for (String domain : List.of("Page", "Runtime", "Log", "Audits")) {
            call(domain + ".enable", Map.of());
        }
        size(1000, 900);
    }

    /** What the console would show, but for answers of servers: they are looked at as pages. */
    private void hear(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asString()) {
            case "Log.entryAdded" -> {
                if (!parameters.path("entry").path("source").asString().equals("network")) {
                    complaints.add(parameters.path("entry").path("text").asString());
                }
            }
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" -> complaints.add(parameters.toString());
            case "Audits.issueAdded" -> {
                if (parameters.path("issue").path("code").asString().equals("ContentSecurityPolicyIssue")) {
                    complaints.add(parameters.path("issue").toString());
                }
            }
            default -> {}
        }
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return tools.call(session, method, parameters);
    }

    /** What the console showed, and every violation of a Content-Security-Policy. */
    List<String> complaints() {
        return complaints;
    }

    Tab dark() {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        return this;
    }

    Tab light() {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
        return this;
    }

    /** Asks for pages in a language. */
    Tab speaking(String language) {
        call("Network.enable", Map.of());
        call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
        return this;
    }

    Tab withoutScripts() {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    Tab size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Opens the address, and is back once its page is there. */
    Tab open(Object address) {
        JsonNode answer = call("Page.navigate", Map.of("url", address.toString()));
        assertThat(answer.path("errorText").asString("")).isEmpty();
        return until("document.readyState !== 'loading'");
    }

    /** The value of an expression on the page as it is now. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new DevTools.Refused(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Waits for something to become true, on whichever page comes along. */
    Tab until(String expression) {
        try {
            await().until(() -> holds(expression));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("never came: " + expression + "; at " + address() + " stands: " + text(), e);
        }
        return this;
    }

    private boolean holds(String expression) {
        try {
            return evaluate(expression).asBoolean(false);
        } catch (DevTools.Refused duringNavigation) {
            return false;
        }
    }

    /** Until the page with this heading is there to its end. */
    Tab untilHeading(String heading) {
        return until("document.readyState === 'complete' && document.querySelector('h1')?.textContent === "
                + quoted(heading));
    }

    Tab untilText(String text) {
        return until("document.body !== null && document.body.innerText.includes(" + quoted(text) + ")");
    }

    Tab untilAt(String prefix) {
        return until("document.readyState === 'complete' && location.href.startsWith(" + quoted(prefix) + ")");
    }

    String text() {
        return evaluate("document.body.innerText").asString();
    }

    URI address() {
        return URI.create(evaluate("location.href").asString());
    }

    /** The texts of all elements that match. */
    List<String> texts(String selector) {
        return evaluate("[...document.querySelectorAll(%s)].map(e => e.innerText.trim())".formatted(quoted(selector)))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Clicks the element with the mouse. */
    Tab click(String selector) {
        until("document.readyState === 'complete' && document.querySelector(" + quoted(selector) + ") !== null");
        JsonNode place = evaluate("""
                (() => { const element = document.querySelector(%s); element.scrollIntoView({block: 'center'});
                         const box = element.getBoundingClientRect();
                         return {x: box.x + box.width / 2, y: box.y + box.height / 2} })()
                """.formatted(quoted(selector)));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            place.get("x").asDouble(),
                            "y",
                            place.get("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
        return this;
    }

    /** Clicks into the field and replaces what it holds. */
    Tab fill(String selector, String text) {
        click(selector);
        evaluate("document.activeElement.select()");
        return type(text);
    }

    /** Types where the focus is. */
    Tab type(String text) {
        call("Input.insertText", Map.of("text", text));
        return this;
    }

    /** Presses a key by its name, such as Tab. */
    Tab press(String key) {
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case " " -> 32;
            default -> throw new IllegalArgumentException(key);
        };
        String text = key.equals("Enter") ? "\r" : key.equals("Tab") ? "" : key;
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "code", key, "windowsVirtualKeyCode", code, "text", text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
        return this;
    }

    /** The tab that this one opened. */
    Tab opened() {
        String other = await().until(this::other, id -> !id.isEmpty());
        return of(tools, other, context);
    }

    private String other() {
        return tools.call("Target.getTargets", Map.of())
                .get("targetInfos")
                .valueStream()
                .filter(info -> info.path("browserContextId").asString("").equals(context))
                .filter(info -> info.get("type").asString().equals("page"))
                .map(info -> info.get("targetId").asString())
                .filter(id -> !id.equals(target))
                .findFirst()
                .orElse("");
    }

    /** Signs in on our page. */
    Tab signIn(String user, String password) {
        untilHeading("Sign in");
        return fill("#username", user).fill("#password", password).click("main button.primary");
    }

    /** Says yes on our page. */
    Tab allow() {
        return untilHeading("Allow access?").click("button[value=allow]");
    }

    /** A picture in target/pictures for who wants to look and sets GATEHOUSE_TEST_PICTURES. */
    Tab picture(String name) {
        if (System.getenv("GATEHOUSE_TEST_PICTURES") == null) {
            return this;
        }
        byte[] png = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .asString());
        try {
            Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    @Override
    public void close() {
        tools.call("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
