package dev.gatehouse.repository;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the repository does wrong on purpose. Thread-safe. */
public final class Misbehaviour {
    private volatile boolean full;
    private volatile int failing;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    Misbehaviour() {}

    /** Whether no file can be stored any more. */
    public void full(boolean yes) {
        full = yes;
    }

    /** Answers every call of the API with this status and a page; 0 for none. */
    public void failing(int status) {
        failing = status;
    }

    /** Whether calls are taken and not answered; those that wait are answered once it is over. */
    public synchronized void silent(boolean yes) {
        silence.countDown();
        silence = new CountDownLatch(yes ? 1 : 0);
    }

    boolean isFull() {
        return full;
    }

    void pass() {
        try {
            if (!silence.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("was silent for too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to answer in place of the right thing; null for the right thing. */
    @Nullable
    RepositoryAnswer spoiled() {
        return failing == 0
                ? null
                : RepositoryAnswer.html(failing, "<html><body><h1>Something broke</h1></body></html>");
    }
}
