package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.ConnectorStartException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this connector is told beside what the kit is. Its text form does not show the client secret.
 *
 * @param url where the repository is
 * @param dialect none to find out
 * @param name at the token storage; none for the dialect's
 * @param clientId of this connector at the repository; none where people enter personal access tokens
 * @param scope to ask tokens for; none for the dialect's
 * @param patience how long an answer may take, and a transfer may stand still
 */
record InvenioSettings(
        URI url,
        Optional<Dialect> dialect,
        Optional<String> name,
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<String> scope,
        Duration patience) {
    static final String URL = "INVENIO_URL";
    static final String DIALECT = "INVENIO_DIALECT";
    static final String NAME = "INVENIO_NAME";
    static final String CLIENT_ID = "INVENIO_CLIENT_ID";
    static final String CLIENT_SECRET = "INVENIO_CLIENT_SECRET";
    static final String SCOPE = "INVENIO_SCOPE";
    static final String SECONDS = "INVENIO_SECONDS";

    private static final Set<String> ALL = Set.of(URL, DIALECT, NAME, CLIENT_ID, CLIENT_SECRET, SCOPE, SECONDS);
    private static final String DEFAULT_SECONDS = "30";

    /** @throws ConnectorStartException with everything that is wrong */
    static InvenioSettings read(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith("INVENIO_") && !ALL.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is no setting; there are "
                        + ALL.stream().sorted().collect(Collectors.joining(", "))));
        Optional<String> clientId = value(environment, CLIENT_ID);
        Optional<String> clientSecret = value(environment, CLIENT_SECRET);
        if (clientId.isPresent() != clientSecret.isPresent()) {
            problems.add(CLIENT_ID + " and " + CLIENT_SECRET + " are needed both, or neither");
        }
        InvenioSettings settings = new InvenioSettings(
                url(environment, problems),
                dialect(environment, problems),
                value(environment, NAME),
                clientId,
                clientSecret,
                value(environment, SCOPE),
                patience(environment, problems));
        if (!problems.isEmpty()) {
            throw new ConnectorStartException(String.join("\n", problems));
        }
        return settings;
    }

    private static URI url(Map<String, String> environment, List<String> problems) {
        String text = value(environment, URL).orElse("");
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        problems.add(URL + " is \"" + text + "\", but has to be the repository's address, such as https://zenodo.org");
        return URI.create("http://invalid");
    }

    private static Optional<Dialect> dialect(Map<String, String> environment, List<String> problems) {
        Optional<String> text = value(environment, DIALECT);
        Optional<Dialect> dialect = Arrays.stream(Dialect.values())
                .filter(each -> text.filter(each.setting()::equalsIgnoreCase).isPresent())
                .findFirst();
        if (text.isPresent() && dialect.isEmpty()) {
            problems.add(DIALECT + " is \"" + text.get() + "\", but has to be zenodo or inveniordm");
        }
        return dialect;
    }

    private static Duration patience(Map<String, String> environment, List<String> problems) {
        String text = value(environment, SECONDS).orElse(DEFAULT_SECONDS);
        if (!text.matches("[1-9][0-9]{0,2}")) {
            problems.add(SECONDS + " is \"" + text + "\", but has to be a whole number from 1 to 999");
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "InvenioSettings[" + url + ", " + dialect + "]";
    }
}
