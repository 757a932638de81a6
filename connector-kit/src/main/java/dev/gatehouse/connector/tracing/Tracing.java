package dev.gatehouse.connector.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The OpenTelemetry of one connector. Thread-safe. */
public final class Tracing implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final OpenTelemetry openTelemetry;
    private final Optional<SdkTracerProvider> provider;

    private Tracing(OpenTelemetry openTelemetry, Optional<SdkTracerProvider> provider) {
        this.openTelemetry = openTelemetry;
        this.provider = provider;
    }

    /**
     * @param endpoint where an OTLP receiver listens for HTTP; none for no traces at all
     * @param serviceName what traces call the connector
     */
    public static Tracing to(Optional<URI> endpoint, String serviceName) {
        return endpoint.map(uri -> sending(uri, serviceName))
                .orElseGet(() -> new Tracing(OpenTelemetry.noop(), Optional.empty()));
    }

    private static Tracing sending(URI endpoint, String serviceName) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString().replaceFirst("/+$", "") + "/v1/traces")
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), serviceName))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build())
                .build();
        OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(provider)
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        return new Tracing(openTelemetry, Optional.of(provider));
    }

    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Sends what is still waiting. */
    @Override
    public void close() {
        provider.ifPresent(each -> each.shutdown().join(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
    }
}
