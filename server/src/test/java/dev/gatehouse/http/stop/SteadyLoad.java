package dev.gatehouse.http.stop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask one request after the other, some at once and some after a pause, and note what is not answered. */
final class SteadyLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer ones come upon connections that a server is about to take for idle. */
    private static final int[] PAUSES_MILLIS = {5, 20, 60, 400, 900, 1_000, 1_100};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    /** Begins. */
    SteadyLoad(List<HttpRequest> requests) {
        for (HttpRequest request : requests) {
            for (int pause : PAUSES_MILLIS) {
                workers.execute(() -> ask(request, pause));
            }
        }
    }

    static HttpRequest.Builder to(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private void ask(HttpRequest request, int pause) {
        try {
            while (running) {
                askOnce(request);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askOnce(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            answered.incrementAndGet();
            if (answer.statusCode() != 200) {
                String server =
                        answer.headers().firstValue(LoadBalancer.SERVED_BY).orElse("nobody");
                failed(request + ": " + answer.statusCode() + " by " + server + ": " + answer.body());
            }
        } catch (IOException e) {
            failed(request + ": " + e);
        }
    }

    private void failed(String how) {
        failures.merge(how, 1, Integer::sum);
    }

    int answered() {
        return answered.get();
    }

    /** What was asked and not answered with 200, and how often. */
    Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    @Override
    public void close() {
        running = false;
        workers.close();
        client.close();
    }
}
