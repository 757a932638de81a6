package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import dev.gatehouse.connector.conformance.subject.Memory;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A connector as its operator would start it, for the conformance tests. */
record Conforming(RunningConnector connector) implements ConformanceSubject {
    private static final String NAME = "port-webdav";

    /** People log in with passwords. */
    static Conforming at(Site site) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CENTRAL_SERVICE_TOKEN_STORAGE",
                "none",
                "CONNECTOR_PORT",
                "0",
                "WEBDAV_URL",
                site.server().url().toString(),
                "WEBDAV_LAYOUT",
                site.server().layout().name().toLowerCase(Locale.ROOT),
                "WEBDAV_UPLOADS",
                site.server().uploads().name().toLowerCase(Locale.ROOT),
                "WEBDAV_NAME",
                NAME,
                "WEBDAV_AUTHENTICATION",
                "password"));
        return new Conforming(WebDavConnector.start(environment));
    }

    @Override
    public URI address() {
        return connector.url();
    }

    @Override
    public String user() {
        return NAME + "://alice:" + Apache.PASSWORD;
    }

    @Override
    public Optional<String> sessionUser() {
        return Optional.of(user());
    }

    @Override
    public Set<String> secrets() {
        return Set.of(Apache.PASSWORD);
    }

    @Override
    public Limits limits() {
        return Limits.standard();
    }

    @Override
    public OptionalLong memoryInUse() {
        return Memory.ofThisProcess();
    }

    @Override
    public void close() {
        connector.close();
    }
}
