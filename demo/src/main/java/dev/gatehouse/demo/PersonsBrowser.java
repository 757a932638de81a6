package dev.gatehouse.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser, as far as pages with forms need one: it keeps cookies and follows redirects. Not thread-safe. */
final class PersonsBrowser {
    private static final Pattern FORM = Pattern.compile("<form method=\"post\"(?: action=\"([^\"]*)\")?");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
    private static final Pattern HEADING = Pattern.compile("<h1>([^<]*)</h1>");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private URI location = URI.create("about:blank");
    private String page = "";

    /** Goes to an address. */
    void open(URI address) {
        show(HttpRequest.newBuilder(address));
    }

    /** Fills in the page's form and sends it. */
    void submit(Map<String, String> fields) {
        Matcher form = FORM.matcher(page);
        if (!form.find()) {
            throw new DemoException("There is no form at " + location.getPath() + ", only:\n" + page);
        }
        Map<String, String> all = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            all.putIfAbsent(hidden.group(1), unescaped(hidden.group(2)));
        }
        all.putAll(fields);
        URI target = form.group(1) == null ? location : location.resolve(unescaped(form.group(1)));
        show(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Web.encoded(all))));
    }

    private void show(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            location = answer.uri();
            page = answer.body();
            if (answer.statusCode() != 200) {
                throw new DemoException(
                        "The browser was answered " + answer.statusCode() + " at " + location.getPath() + ":\n" + page);
            }
        } catch (IOException e) {
            throw new DemoException("The browser got no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("The demo was interrupted.");
        }
    }

    /** What the page is about. */
    String heading() {
        Matcher heading = HEADING.matcher(page);
        return heading.find() ? unescaped(heading.group(1)) : "";
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
