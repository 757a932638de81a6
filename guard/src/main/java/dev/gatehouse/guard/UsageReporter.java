package dev.gatehouse.guard;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.usage.CountedCalls;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports what a guard counted, at most every few seconds. For one thread at a time. */
final class UsageReporter {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReporter.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration CALL_TIME = Duration.ofSeconds(5);
    private static final int MAX_ROWS = 1_000;
    private static final String SCOPE = "oauth.usage.w";

    private final GuardOptions options;
    private final CallCounts counts;
    private final Gatehouse gatehouse;
    private long lastReport = System.nanoTime();

    UsageReporter(GuardOptions options, CallCounts counts) {
        this.options = options;
        this.counts = counts;
        this.gatehouse = Gatehouse.at(options.registry(), options.issuer())
                .withClientCredentials(options.clientId(), options.clientSecret())
                .forScopes(SCOPE)
                .over(HttpClient.newBuilder().connectTimeout(CALL_TIME).build())
                .timeout(CALL_TIME)
                .build();
    }

    /** Reports if that is due. */
    void reportNowAndThen() {
        if (System.nanoTime() - lastReport > PERIOD.toNanos()) {
            report();
        }
    }

    void report() {
        lastReport = System.nanoTime();
        List<CountedCalls> taken = counts.isStopped() ? List.of() : counts.take(MAX_ROWS);
        if (taken.isEmpty()) {
            return;
        }
        try {
            gatehouse.usage().report(options.serviceId(), taken);
        } catch (GatehouseException e) {
            failed(taken, e);
        }
    }

    private void failed(List<CountedCalls> taken, GatehouseException failure) {
        boolean refused = failure.status() >= 400 && failure.status() < 500 && failure.status() != 429;
        if (!refused) {
            counts.putBack(taken);
            return;
        }
        counts.stop();
        LOG.info(
                "guard of {}: calls are not counted; to have them counted, give client {}, owned by the service's owner, the scope {}",
                options.serviceId(),
                options.clientId(),
                SCOPE);
    }
}
