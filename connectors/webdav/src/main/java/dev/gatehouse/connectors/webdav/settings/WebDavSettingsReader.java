package dev.gatehouse.connectors.webdav.settings;

import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_ANSWER_SECONDS;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_AUTHENTICATION;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_AUTHORIZE_URL;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_CLIENT_ID;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_CLIENT_SECRET;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_CONNECTIONS;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_CONNECT_SECONDS;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_DISPLAY_NAME;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_LAYOUT;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_NAME;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_TOKEN_URL;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_UPLOADS;
import static dev.gatehouse.connectors.webdav.settings.WebDavSetting.WEBDAV_URL;

import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connector.OAuth2Service;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads settings and collects everything that is wrong with them. Used once. */
public final class WebDavSettingsReader {
    private static final URI UNUSABLE = URI.create("http://localhost/");
    private static final String OAUTH_APP = "index.php/apps/oauth2/";

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private WebDavSettingsReader(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /** @throws ConnectorStartException naming every setting that cannot be used, and why; never a secret */
    public static WebDavSettings read(Map<String, String> environment) {
        WebDavSettingsReader reader = new WebDavSettingsReader(environment);
        WebDavSettings settings = reader.settings();
        if (!reader.problems.isEmpty()) {
            throw new ConnectorStartException(String.join("\n", reader.problems));
        }
        return settings;
    }

    private WebDavSettings settings() {
        refuseUnknown();
        Layout layout = choice(WEBDAV_LAYOUT, Layout.PLAIN);
        URI url = url(layout);
        WebDavServer server = new WebDavServer(
                url,
                layout,
                choice(WEBDAV_UPLOADS, layout == Layout.PLAIN ? UploadMethod.RENAME : UploadMethod.DIRECT),
                Duration.ofSeconds(number(WEBDAV_CONNECT_SECONDS, 10, 300)),
                Duration.ofSeconds(number(WEBDAV_ANSWER_SECONDS, 60, 3600)),
                number(WEBDAV_CONNECTIONS, 64, 10_000));
        String name = text(WEBDAV_NAME).orElse(defaultName(layout));
        return new WebDavSettings(name, text(WEBDAV_DISPLAY_NAME), oauth2(layout, url), server);
    }

    private void refuseUnknown() {
        String known = Arrays.stream(WebDavSetting.values()).map(Enum::name).collect(Collectors.joining(", "));
        environment.keySet().stream()
                .filter(name -> name.startsWith(WebDavSetting.PREFIX))
                .filter(name -> WebDavSetting.named(name).isEmpty())
                .forEach(name -> problems.add(name + " is no setting; there are " + known + "."));
    }

    private static String defaultName(Layout layout) {
        return switch (layout) {
            case NEXTCLOUD -> "port-nextcloud";
            case OWNCLOUD, LEGACY -> "port-owncloud";
            case PLAIN -> "port-webdav";
        };
    }

    private <T extends Enum<T>> T choice(WebDavSetting setting, T usual) {
        List<T> choices = List.of(usual.getDeclaringClass().getEnumConstants());
        String text = text(setting).orElse(value(usual));
        return choices.stream()
                .filter(choice -> value(choice).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    problem(setting, "is " + text + "; it is " + alternatives(choices));
                    return usual;
                });
    }

    private static String alternatives(List<? extends Enum<?>> choices) {
        List<String> values = choices.stream().map(WebDavSettingsReader::value).toList();
        return String.join(", ", values.subList(0, values.size() - 1)) + " or " + values.getLast();
    }

    private static String value(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private URI url(Layout layout) {
        Optional<URI> url = text(WEBDAV_URL).flatMap(text -> url(WEBDAV_URL, text.endsWith("/") ? text : text + "/"));
        if (text(WEBDAV_URL).isEmpty()) {
            problem(WEBDAV_URL, "is not set; it is the " + WEBDAV_URL.meaning());
        }
        if (layout != Layout.PLAIN
                && url.filter(each -> each.getPath().contains("/remote.php/")).isPresent()) {
            problem(
                    WEBDAV_URL,
                    "has /remote.php in it, which WEBDAV_LAYOUT=" + value(layout)
                            + " appends; leave it out, or set WEBDAV_LAYOUT=plain");
        }
        return url.orElse(UNUSABLE);
    }

    private Optional<URI> url(WebDavSetting setting, String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && (url.getRawQuery() == null || setting == WEBDAV_AUTHORIZE_URL)) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        problem(setting, "is not an http or https URL with a host and without user, password, query or fragment");
        return Optional.empty();
    }

    private Optional<OAuth2Service> oauth2(Layout layout, URI url) {
        String text = text(WEBDAV_AUTHENTICATION).orElse(layout.hasOAuthApp() ? "oauth2" : "password");
        if (text.equals("password")) {
            return Optional.empty();
        }
        if (!text.equals("oauth2")) {
            problem(WEBDAV_AUTHENTICATION, "is " + text + "; it is oauth2 or password");
            return Optional.empty();
        }
        return Optional.of(new OAuth2Service(
                endpoint(WEBDAV_AUTHORIZE_URL, layout, url, "authorize"),
                endpoint(WEBDAV_TOKEN_URL, layout, url, "api/v1/token"),
                needed(WEBDAV_CLIENT_ID),
                needed(WEBDAV_CLIENT_SECRET)));
    }

    private String endpoint(WebDavSetting setting, Layout layout, URI url, String path) {
        if (text(setting).isEmpty() && layout.hasOAuthApp()) {
            return url.resolve(OAUTH_APP + path).toString();
        }
        String text = needed(setting);
        return text.isEmpty() ? text : url(setting, text).map(URI::toString).orElse("");
    }

    private String needed(WebDavSetting setting) {
        return text(setting).orElseGet(() -> {
            problem(setting, "is not set, but needed for WEBDAV_AUTHENTICATION=oauth2: " + setting.meaning());
            return "";
        });
    }

    private int number(WebDavSetting setting, int usual, int most) {
        String text = text(setting).orElse(Integer.toString(usual));
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        problem(setting, "is " + text + ", which is not a whole number from 1 to " + most);
        return usual;
    }

    private void problem(WebDavSetting setting, String problem) {
        problems.add(setting + " " + problem + ".");
    }

    /** An empty value counts as unset. */
    private Optional<String> text(WebDavSetting setting) {
        return Optional.ofNullable(environment.get(setting.name()))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
