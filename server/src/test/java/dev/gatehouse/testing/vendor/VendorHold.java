package dev.gatehouse.testing.vendor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A point at which the vendor waits until a test lets it go on. Thread-safe. */
public final class VendorHold {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    void pass() {
        arrived.countDown();
        await(released);
    }

    /** Returns once a call waits here. */
    public void awaitCall() {
        if (!await(arrived)) {
            throw new AssertionError("no call came");
        }
    }

    /** Lets the calls that wait here, and all later ones, go on. */
    public void release() {
        released.countDown();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
