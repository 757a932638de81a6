package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connector.OAuth2Service;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service: a repository's projects as the interface {@code metadata}, set by environment variables. */
public final class InvenioConnector {
    private static final Logger LOG = LoggerFactory.getLogger(InvenioConnector.class);
    private static final Duration DETECTION = Duration.ofMinutes(2);

    private InvenioConnector() {}

    /** Runs until it is told to stop; ends with 1 where it cannot start. */
    public static void main(String[] arguments) {
        try {
            start(System.getenv());
        } catch (ConnectorStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws ConnectorStartException where it cannot start */
    static RunningConnector start(Map<String, String> environment) {
        InvenioSettings settings = InvenioSettings.read(environment);
        Vendor vendor = new Vendor(settings.url(), settings.patience());
        Dialect dialect = settings.dialect().orElseGet(() -> new DialectDetection(vendor, DETECTION).detect());
        LOG.info(
                "{} speaks {}{}",
                settings.url(),
                dialect.displayName(),
                settings.dialect().isPresent() ? ", as it was set" : "");
        return connector(settings, vendor, dialect).environment(environment).start();
    }

    private static Connector connector(InvenioSettings settings, Vendor vendor, Dialect dialect) {
        Connector connector = Connector.named(settings.name().orElse(dialect.serviceName()))
                .displayName(dialect.displayName())
                .infoUrl(settings.url().toString())
                .projectLinkTemplate(vendor.at(dialect.projectLink().replace("${projectId}", "")) + "${projectId}")
                .implementing(dialect.projects(vendor, settings.patience()));
        return settings.clientId().isPresent()
                ? connector.oauth2(service(settings, vendor, dialect))
                : connector.apiKeyService();
    }

    private static OAuth2Service service(InvenioSettings settings, Vendor vendor, Dialect dialect) {
        String scope = URLEncoder.encode(settings.scope().orElse(dialect.scope()), StandardCharsets.UTF_8);
        return new OAuth2Service(
                vendor.at("/oauth/authorize") + "?scope=" + scope,
                vendor.at("/oauth/token").toString(),
                settings.clientId().orElseThrow(),
                settings.clientSecret().orElseThrow());
    }
}
