package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.ContractAgreement;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser: keeps cookies, fills in forms, and looks at each redirection before following it. */
public final class Visitor {
    private final URI base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Visitor(URI base) {
        this.base = base;
    }

    public Answer get(String target, String... headers) {
        return send("GET", target, null, headers);
    }

    public Answer post(String target, Map<String, String> fields, String... headers) {
        return send("POST", target, encoded(fields), headers);
    }

    public Answer send(String method, String target, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target))
                .method(method, form == null ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            Answer answer =
                    new Answer(method + " " + target, response.statusCode(), response.headers(), response.body());
            ContractAgreement.check(method, target, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + target + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends the form of a page, with these fields filled in. */
    public Answer submit(Answer page, Map<String, String> fields) {
        Map<String, String> all = hidden(page);
        all.putAll(fields);
        return post(action(page), all);
    }

    /** Where the form of a page goes. */
    public static String action(Answer page) {
        String form = page.text();
        Matcher action =
                Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"").matcher(form);
        assertThat(action.find()).as("a form in %s", form).isTrue();
        return unescaped(action.group(1));
    }

    public Answer signIn(Answer loginPage, String username, String password) {
        return submit(loginPage, Map.of("username", username, "password", password));
    }

    public static Map<String, String> hidden(Answer page) {
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        Matcher input = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
                .matcher(page.text());
        while (input.find()) {
            fields.putIfAbsent(input.group(1), unescaped(input.group(2)));
        }
        return fields;
    }

    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    List<String> cookieNames() {
        return new ArrayList<>(cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getName)
                .toList());
    }
}
