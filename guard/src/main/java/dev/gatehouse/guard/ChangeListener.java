package dev.gatehouse.guard;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.service.HeardChange;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from Gatehouse what changes, on a thread of its own, and comes back whenever that ends. Thread-safe. */
final class ChangeListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /** Something comes every 15 seconds; where nothing does, nobody is there. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(40);

    private static final List<Duration> LATER = List.of(Duration.ofMillis(500), Duration.ofSeconds(6));

    private final GuardOptions options;
    private final Gatehouse gatehouse;
    private final TokenMemory memory;
    private final Runnable refresh;
    private final Thread thread = new Thread(this::run, "gatehouse-guard-changes");
    private volatile @Nullable Stream<HeardChange> stream;
    private volatile long lastHeard;
    private volatile boolean closed;

    /** @param refresh has the registration and the keys read again, soon */
    ChangeListener(GuardOptions options, TokenMemory memory, Runnable refresh) {
        this.options = options;
        this.memory = memory;
        this.refresh = refresh;
        this.gatehouse = Gatehouse.at(options.registry(), options.issuer())
                .withClientCredentials(options.clientId(), options.clientSecret())
                .forScopes("oauth.service.r")
                .over(HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build())
                .timeout(CONNECT_TIME)
                .build();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            long begun = System.nanoTime();
            hear();
            boolean lasted = System.nanoTime() - begun > MAX_PAUSE.toNanos();
            pause = lasted ? FIRST_PAUSE : pause;
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        }
    }

    private void hear() {
        try (Stream<HeardChange> opened = gatehouse.services().changes(options.serviceId())) {
            lastHeard = System.nanoTime();
            stream = opened;
            Iterator<HeardChange> changes = opened.iterator();
            while (!closed && changes.hasNext() && act(changes.next())) {
                lastHeard = System.nanoTime();
            }
        } catch (GatehouseException | UncheckedIOException e) {
            LOG.debug("guard of {}: changes are not heard: {}", options.serviceId(), e.toString());
        } finally {
            stream = null;
            if (memory.isHearing()) {
                memory.hears(false);
            }
        }
    }

    /** Returns whether to go on. */
    private boolean act(HeardChange told) {
        switch (told.change()) {
            case "hearing" -> {
                memory.hears(true);
                nowAndSoon(memory::forget);
                refresh.run();
            }
            case "service" -> {
                // What clients may have of it can be less than before.
                nowAndSoon(memory::forget);
                refresh.run();
            }
            case "keys" -> refresh.run();
            case "subject" -> {
                String key = told.key();
                if (key != null) {
                    nowAndSoon(() -> memory.changed(key));
                }
            }
            case "unheard" -> {
                return false;
            }
            default -> LOG.trace("guard of {}: {}", options.serviceId(), told.change());
        }
        return true;
    }

    /** Another process of Gatehouse may hear of a change later than the one that told of it, and answer as before until then. */
    private static void nowAndSoon(Runnable forgetting) {
        forgetting.run();
        for (Duration later : LATER) {
            CompletableFuture.delayedExecutor(later.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(forgetting);
        }
    }

    /** Ends a stream that has fallen silent; to be called now and then. */
    void endSilence() {
        Stream<HeardChange> open = stream;
        if (open != null && System.nanoTime() - lastHeard > MAX_SILENCE.toNanos()) {
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        Stream<HeardChange> open = stream;
        if (open != null) {
            open.close();
        }
        thread.interrupt();
    }
}
