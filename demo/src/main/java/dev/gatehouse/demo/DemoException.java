package dev.gatehouse.demo;

/** Why the demo cannot go on, in a sentence for whoever runs it. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message, null, false, false);
    }
}
