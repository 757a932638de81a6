package dev.gatehouse.store;

import org.slf4j.Logger;

/** What is tried again and again tells the log when it begins to fail, and not each time. Thread-safe. */
public final class RepeatedFailure {
    private final Logger log;
    private final String what;
    private volatile boolean told;

    /** @param what fails, as a sentence that the reason follows */
    public RepeatedFailure(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed. */
    public void met(Throwable failure) {
        if (told) {
            log.debug("{}: {}", what, failure.toString());
        } else {
            log.warn("{}: {}", what, failure.toString());
        }
        told = true;
    }

    /** It worked. */
    public void over() {
        told = false;
    }
}
