package dev.gatehouse.connectors.webdav.settings;

import java.util.Arrays;
import java.util.Optional;

/** What can be set beside the kit's own settings, by environment variable; docs/connectors-webdav.md has the same list. */
enum WebDavSetting {
    WEBDAV_URL("URL of the server, such as https://cloud.example.org; with WEBDAV_LAYOUT=plain that of the folder"),
    WEBDAV_LAYOUT("owncloud, nextcloud, legacy (their older path /remote.php/webdav) or plain (the default)"),
    WEBDAV_NAME("what the connector is called at the token storage; port-owncloud, port-nextcloud or port-webdav"),
    WEBDAV_DISPLAY_NAME("what people read as its name"),
    WEBDAV_AUTHENTICATION("oauth2 (the default for ownCloud and Nextcloud) or password (for plain)"),
    WEBDAV_CLIENT_ID("what the server calls this connector as an OAuth 2 client"),
    WEBDAV_CLIENT_SECRET("what the server gave for that"),
    WEBDAV_AUTHORIZE_URL("authorization endpoint; below WEBDAV_URL for ownCloud and Nextcloud"),
    WEBDAV_TOKEN_URL("token endpoint; below WEBDAV_URL for ownCloud and Nextcloud"),
    WEBDAV_UPLOADS("rename (the default for plain) or direct (for ownCloud and Nextcloud)"),
    WEBDAV_CONNECT_SECONDS("time to connect, 10 by default"),
    WEBDAV_ANSWER_SECONDS("how long the server may keep a request waiting, 60 by default"),
    WEBDAV_CONNECTIONS("most connections to the server at a time, 64 by default");

    static final String PREFIX = "WEBDAV_";

    private final String meaning;

    WebDavSetting(String meaning) {
        this.meaning = meaning;
    }

    static Optional<WebDavSetting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    String meaning() {
        return meaning;
    }
}
