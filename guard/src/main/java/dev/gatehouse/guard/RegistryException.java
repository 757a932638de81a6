package dev.gatehouse.guard;

import org.jspecify.annotations.Nullable;


/** The registry could not be read, or not as this client. */
final class RegistryException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean refusal;

    private RegistryException(String message, boolean refusal, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** It does not answer, or not sensibly; later it may. */
    static RegistryException away(String message, @Nullable Throwable cause) {
        return new RegistryException(message, false, cause);
    }

    /** It answers, and refuses; somebody has to change something. */
    static RegistryException refused(String message) {
        return new RegistryException(message, true, null);
    }

    boolean isRefusal() {
        return refusal;
    }
}
