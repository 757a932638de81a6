package dev.gatehouse.connector;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.connector.binding.OpenApiBinding;
import dev.gatehouse.connector.http.ConnectorServer;
import dev.gatehouse.connector.http.OperationRoute;
import dev.gatehouse.connector.operations.ConnectorHealthRoutes;
import dev.gatehouse.connector.operations.DocumentRoutes;
import dev.gatehouse.connector.settings.ConnectorSetting;
import dev.gatehouse.connector.settings.ConnectorSettings;
import dev.gatehouse.connector.settings.ConnectorSettingsReader;
import dev.gatehouse.connector.tokens.Accounts;
import dev.gatehouse.connector.tokens.Registration;
import dev.gatehouse.connector.tokens.TokenStorage;
import dev.gatehouse.connector.tracing.Tracing;
import dev.gatehouse.http.Route;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a connector together and starts it, in the order a reader would explain it. Used once. */
final class ConnectorStart {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    private static final Duration TOKEN_STORAGE_TIMEOUT = Duration.ofSeconds(20);

    private final ServiceDescription description;
    private final List<OpenApiBinding> bindings;
    private final Map<ConnectorSetting, String> given;
    private final Map<String, String> environment;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    ConnectorStart(
            ServiceDescription description,
            List<OpenApiBinding> bindings,
            Map<ConnectorSetting, String> given,
            Map<String, String> environment) {
        this.description = description;
        this.bindings = bindings;
        this.given = given;
        this.environment = environment;
    }

    RunningConnector start() {
        ObjectNode service = description.complete();
        ConnectorSettings settings = settings();
        Optional<TokenStorage> storage = settings.tokenStorage()
                .map(address -> new TokenStorage(address, TOKEN_STORAGE_TIMEOUT, settings.tokenLife()));
        try {
            storage.ifPresent(each -> register(each, service, settings));
            Accounts accounts = new Accounts(description.name(), description.kind(), storage);
            Tracing tracing =
                    Tracing.to(settings.otlpEndpoint(), settings.serviceName().orElse(description.name()));
            ConnectorServer server = serve(settings, accounts, tracing);
            return running(settings, server, () -> stop(server, storage, tracing));
        } catch (RuntimeException e) {
            storage.ifPresent(TokenStorage::close);
            throw e;
        }
    }

    private ConnectorSettings settings() {
        try {
            return ConnectorSettingsReader.read(given, environment);
        } catch (StartupException e) {
            throw new ConnectorStartException(String.valueOf(e.getMessage()));
        }
    }

    private static void register(TokenStorage storage, ObjectNode service, ConnectorSettings settings) {
        try {
            new Registration(storage, settings.register()).register(service);
        } catch (Registration.RefusedException e) {
            throw new ConnectorStartException(String.valueOf(e.getMessage()));
        }
    }

    private ConnectorServer serve(ConnectorSettings settings, Accounts accounts, Tracing tracing) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<Route> routes = new ArrayList<>(ConnectorHealthRoutes.all(ready::get, meters));
        routes.addAll(DocumentRoutes.all(
                description.name(),
                bindings.stream().map(OpenApiBinding::document).toList()));
        List<OperationRoute> operations = bindings.stream()
                .flatMap(binding -> binding.routes(accounts).stream())
                .toList();
        try {
            return ConnectorServer.start(settings.server(), routes, operations, meters, tracing.openTelemetry());
        } catch (IOException | StartupException e) {
            throw new ConnectorStartException(
                    description.name() + " cannot listen on "
                            + settings.server().bind() + ":" + settings.server().port() + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private RunningConnector running(ConnectorSettings settings, ConnectorServer server, Runnable stop) {
        Thread onSignal = new Thread(
                () -> {
                    ready.set(false);
                    server.depart();
                    stop.run();
                },
                "stop-" + description.name());
        Runtime.getRuntime().addShutdownHook(onSignal);
        ready.set(true);
        URI url = URI.create("http://" + host(settings.server().bind()) + ":" + server.port());
        LOG.info("{} serves at {}, browse it at {}/ui", description.name(), url, url);
        if (settings.server().callerToken().isEmpty() && !settings.server().isForThisMachineAlone()) {
            LOG.warn("anybody who reaches {} may call it for everybody: set CONNECTOR_CALLER_TOKEN", url);
        }
        return new RunningConnector(description.name(), url, () -> {
            stop.run();
            removeHook(onSignal);
        });
    }

    /** Where this machine reaches what listens on that address. */
    private static String host(String bind) {
        String host = bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private void stop(ConnectorServer server, Optional<TokenStorage> storage, Tracing tracing) {
        if (stopped.compareAndSet(false, true)) {
            ready.set(false);
            server.close();
            storage.ifPresent(TokenStorage::close);
            tracing.close();
            LOG.info("{} has stopped", description.name());
        }
    }

    private static void removeHook(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is about to end anyway.
        }
    }
}
