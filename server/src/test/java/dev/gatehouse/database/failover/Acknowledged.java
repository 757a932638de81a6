package dev.gatehouse.database.failover;

import dev.gatehouse.testing.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a process answered to those who load it. Thread-safe. */
final class Acknowledged {
    private final List<String> services = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private final List<String> revoked = new ArrayList<>();
    private final Map<String, Integer> wrong = new HashMap<>();
    private long lastWrite = System.nanoTime();
    private long begunLast = lastWrite;
    private long longestGap;
    private long longestAnswer;
    private int refusals;

    /** What was written. */
    enum Kind {
        SERVICE,
        PERSON,
        REVOCATION
    }

    /**
     * Asks, and takes note of the answer.
     *
     * @param expected the only good one beside a 503 that says when to ask again
     * @return whether it was that
     */
    boolean asked(int expected, Supplier<Answer> request) {
        long begin = System.nanoTime();
        Answer answer = request.get();
        note(answer, expected, System.nanoTime() - begin);
        return answer.status() == expected;
    }

    private synchronized void note(Answer answer, int expected, long took) {
        longestAnswer = Math.max(longestAnswer, took);
        if (answer.status() == 503 && answer.header("Retry-After") != null) {
            refusals++;
        } else if (answer.status() != expected) {
            wrong(answer.request().replaceFirst("[0-9a-f]{8}-.*", "…") + ": " + answer.status() + " " + answer.text());
        }
    }

    synchronized void wrong(String what) {
        wrong.merge(what, 1, Integer::sum);
    }

    /**
     * Notes a write.
     *
     * @param begun when it was asked for
     */
    synchronized void wrote(Kind kind, String what, long begun) {
        switch (kind) {
            case SERVICE -> services.add(what);
            case PERSON -> people.add(what);
            case REVOCATION -> revoked.add(what);
        }
        long now = System.nanoTime();
        longestGap = Math.max(longestGap, now - lastWrite);
        lastWrite = now;
        begunLast = Math.max(begunLast, begun);
    }

    /** Whether a write was acknowledged that was asked for after that time. */
    synchronized boolean wroteSince(long nanos) {
        return begunLast > nanos;
    }

    synchronized List<String> services() {
        return List.copyOf(services);
    }

    synchronized List<String> people() {
        return List.copyOf(people);
    }

    synchronized List<String> revoked() {
        return List.copyOf(revoked);
    }

    /** How many writes there were of each kind, at least. */
    synchronized int least() {
        return Math.min(services.size(), Math.min(people.size(), revoked.size()));
    }

    synchronized int writes() {
        return services.size() + people.size() + revoked.size();
    }

    /** What was answered otherwise than it may be, and how often. */
    synchronized Map<String, Integer> wrong() {
        return Map.copyOf(wrong);
    }

    /** The longest time in which no write was acknowledged. */
    synchronized Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }

    synchronized Duration longestAnswer() {
        return Duration.ofNanos(longestAnswer);
    }

    /** How often it said that it cannot at the moment. */
    synchronized int refusals() {
        return refusals;
    }
}
