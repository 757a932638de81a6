package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connectors.webdav.http.DavClient;
import dev.gatehouse.connectors.webdav.settings.Layout;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Finds the URL of a person's folder. Thread-safe. */
public final class PersonsFolder {
    private final URI base;
    private final Layout layout;
    private final PropertyQuery query;
    private final RecentNames names = new RecentNames();

    /** @param url of the server */
    public PersonsFolder(URI url, Layout layout, DavClient client) {
        this.base = url.resolve(layout.path());
        this.layout = layout;
        this.query = new PropertyQuery(client);
    }

    public URI of(Account account) {
        if (!layout.namesPeople()) {
            return base;
        }
        String name = names.of(account.credential(), () -> name(account));
        return base.resolve("files/" + DavPath.encode(name) + "/");
    }

    /** As the server knows them; who signs in with an e-mail address, say, has another name there. */
    private String name(Account account) {
        PropertyQuery.Answer answer =
                query.ask(base, 0, PropertyQuery.CURRENT_USER_PRINCIPAL, account.credential(), "who the person is");
        if (answer.status() == 401 || answer.status() == 429 || answer.status() >= 500) {
            throw Refusals.of(answer.status(), "who the person is");
        }
        return principal(answer.entries()).orElseGet(() -> otherwise(account));
    }

    private static Optional<String> principal(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.principals().stream())
                .flatMap(href -> DavPath.names(href).stream())
                .filter(path -> !path.isEmpty())
                .map(List::getLast)
                .findFirst();
    }

    private static String otherwise(Account account) {
        return account.credential() instanceof Credential.Password password ? password.username() : account.user();
    }
}
