package dev.gatehouse.http.assault;

import dev.gatehouse.http.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that ask and read, each on connections of its own, and note how long they waited. */
final class HonestClients implements AutoCloseable {
    private static final int PAUSE_MILLIS = 10;

    /** A connection is given up now and then, so that new ones are needed throughout. */
    private static final int REQUESTS_OF_A_CONNECTION = 20;

    /** Threads of their own: those of attackers may be busy. */
    private final ExecutorService clients = Executors.newCachedThreadPool();

    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Connecting connecting;
    private volatile boolean running = true;

    /** What a client asks for again and again. */
    record Question(URI listener, String path, String token) {
        private void askOn(RawConnection connection) {
            connection.sendHead("GET " + path + " HTTP/1.1", "Host: x", "Authorization: Bearer " + token);
        }
    }

    /** How they connect. */
    interface Connecting {
        RawConnection to(URI listener) throws IOException;
    }

    /** Begins: one client for each of these. */
    HonestClients(List<Question> questions, Connecting connecting) {
        this.connecting = connecting;
        questions.forEach(question -> clients.execute(() -> ask(question)));
    }

    private void ask(Question question) {
        while (running) {
            long begin = System.nanoTime();
            try (RawConnection connection = connecting.to(question.listener())) {
                for (int i = 0; running && i < REQUESTS_OF_A_CONNECTION; i++) {
                    question.askOn(connection);
                    int status = connection.read().status();
                    nanos.add(System.nanoTime() - begin);
                    if (status != 200) {
                        failed(question, Integer.toString(status));
                    }
                    Thread.sleep(PAUSE_MILLIS);
                    begin = System.nanoTime();
                }
            } catch (IOException | UncheckedIOException e) {
                failed(question, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void failed(Question question, String how) {
        failures.merge(question.path() + ": " + how, 1, Integer::sum);
    }

    int answered() {
        return nanos.size();
    }

    /** What was asked and not answered with 200, and how often. */
    Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    /** How long 99 of a hundred waited at most, among the last so many. */
    Duration p99(int last) {
        List<Long> all = List.copyOf(nanos);
        List<Long> sorted = all.subList(Math.max(0, all.size() - last), all.size()).stream()
                .sorted()
                .toList();
        return Duration.ofNanos(sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
    }

    @Override
    public void close() {
        running = false;
        clients.close();
    }
}
