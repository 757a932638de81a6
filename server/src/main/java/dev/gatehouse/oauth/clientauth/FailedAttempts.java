package dev.gatehouse.oauth.clientauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import dev.gatehouse.store.BoundedMemory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how often clients may fail to authenticate: by client and address together, by client, and by address.
 *
 * <p>Counted in this process for a minute from the first failure; a client that authenticated from an address within the
 * last hour is not held up by failures of others, neither at that address nor in its name. Thread-safe; memory is
 * bounded.
 */
public final class FailedAttempts {
    public static final int OF_CLIENT_AT_ADDRESS = 20;
    public static final int OF_CLIENT = 100;
    public static final int OF_ADDRESS = 500;
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration KNOWN_GOOD = Duration.ofHours(1);
    private static final int MAX_COUNTED = 50_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final BoundedMemory<Key, AtomicInteger> failures;
    private final BoundedMemory<Key, Boolean> succeeded;

    /** Whose failures are counted; a part that is null stands for all. */
    private record Key(@Nullable String clientId, @Nullable String address) {}

    /** @param nanoTime the time in nanoseconds, as {@link System#nanoTime} tells it */
    public FailedAttempts(LongSupplier nanoTime) {
        failures = new BoundedMemory<>(MAX_COUNTED, WINDOW, nanoTime);
        succeeded = new BoundedMemory<>(MAX_COUNTED, KNOWN_GOOD, nanoTime);
    }

    /** @throws GeneralException slow_down (429) where there were too many failures in the last minute */
    public void check(String clientId, String address) throws GeneralException {
        boolean known = succeeded.getIfPresent(new Key(clientId, address)) != null;
        boolean tooMany = count(clientId, address) >= OF_CLIENT_AT_ADDRESS
                || (!known && (count(clientId, null) >= OF_CLIENT || count(null, address) >= OF_ADDRESS));
        if (tooMany) {
            throw new GeneralException(new ErrorObject(
                    "slow_down", "too many failed client authentications; try again in a minute", TOO_MANY_REQUESTS));
        }
    }

    public void failed(String clientId, String address) {
        add(new Key(clientId, address));
        add(new Key(clientId, null));
        add(new Key(null, address));
    }

    public void succeeded(String clientId, String address) {
        Key key = new Key(clientId, address);
        if (succeeded.getIfPresent(key) == null) {
            succeeded.put(key, Boolean.TRUE);
        }
    }

    private int count(@Nullable String clientId, @Nullable String address) {
        AtomicInteger counted = failures.getIfPresent(new Key(clientId, address));
        return counted == null ? 0 : counted.get();
    }

    private void add(Key key) {
        failures.get(key, AtomicInteger::new).incrementAndGet();
    }
}
