package dev.gatehouse.events;

import java.util.Queue;
import java.util.concurrent.Flow;

/** Puts the lines of a body into a queue as they come. */
final class LineQueue implements Flow.Subscriber<String> {
    private final Queue<String> lines;

    LineQueue(Queue<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        lines.add("error: " + failure);
    }

    @Override
    public void onComplete() {
        lines.add("end: ");
    }
}
