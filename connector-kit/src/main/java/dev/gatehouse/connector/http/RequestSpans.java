package dev.gatehouse.connector.http;

import dev.gatehouse.api.ErrorEntry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** One span per request, below the caller's where it names one (W3C Trace Context). Thread-safe. */
final class RequestSpans {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    RequestSpans(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("dev.gatehouse.connector");
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    /** Values that callers sent stand in none of its attributes. */
    Span begin(OperationRoute route, MultiMap headers) {
        return tracer.spanBuilder(route.method() + " " + route.template())
                .setParent(propagator.extract(Context.root(), headers, Fields.INSTANCE))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, route.method())
                .setAttribute(ROUTE, route.template())
                .startSpan();
    }

    static void end(Span span, int status, @Nullable ErrorEntry error) {
        span.setAttribute(STATUS, status);
        if (error != null) {
            span.setAttribute(ERROR, error.code());
        }
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private enum Fields implements TextMapGetter<MultiMap> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
