package dev.gatehouse.users;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.IpAddress;
import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how often a password may be guessed, per account and per address, over all processes on the database. An account
 * need not exist to be counted. Thread-safe.
 */
public final class GuessThrottle {
    /** Wrong passwords for one account in one {@link #PERIOD}. */
    public static final int MAX_PER_ACCOUNT = 10;

    /** Wrong passwords from one address in one {@link #PERIOD}; for IPv6, the address is its network of 64 bits. */
    public static final int MAX_PER_ADDRESS = 100;

    /** How long guesses are counted together, and how long too many of them are held off at most. */
    public static final Duration PERIOD = Duration.ofMinutes(15);

    /** Counts that are over. */
    public static final List<RetentionJob.Table> EXPIRING =
            List.of(new RetentionJob.Table("password_guess", "ends", Duration.ZERO));

    private static final GuessStore STORE = new GuessStore();

    private final Jdbi jdbi;
    private final Clock clock;

    public GuessThrottle(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * A guess that counts until it turns out to be right.
     *
     * @param account hash of the account, and of the browser where that is known
     * @param address hash of the address; null where the browser is known
     */
    public record Guess(byte[] account, byte @Nullable [] address) {}

    /**
     * Counts a guess at a password, wherever it is made. Names that differ in letter case only are counted together,
     * whether they are accounts or not, so that a count tells nobody which of them are.
     *
     * @param account the id of the account, or what was typed where that names none
     * @param address as {@link dev.gatehouse.http.Request#remoteAddress} gives it
     * @throws ApiException ERR12104 with {@code Retry-After} after too many
     */
    public Guess countPassword(String account, String address) {
        return count(normalized(account), address);
    }

    /**
     * Counts a guess from a browser in which the account's owner has signed in before: by itself, so that nobody's guesses
     * elsewhere hold it off.
     *
     * @param browser its id
     * @throws ApiException ERR12104 with {@code Retry-After} after too many
     */
    public Guess countPasswordAt(String account, String browser) {
        return count(new Guess(hashOf(normalized(account) + "\0" + browser), null));
    }

    /** Forgets the guesses at an account's password, in the running transaction: it has another one, or somebody unlocks it. */
    static void forget(Handle handle, String account) {
        STORE.clear(handle, hashOf(normalized(account)));
    }

    private static String normalized(String account) {
        return account.strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] hashOf(String subject) {
        return Sha256.of("account " + subject);
    }

    /**
     * Counts a guess at something. Call it before the guess is looked at, and {@link #right} if it was right.
     *
     * @param subject whose secret it is, or which one
     * @param address as {@link dev.gatehouse.http.Request#remoteAddress} gives it
     * @throws ApiException ERR12104 with {@code Retry-After} after too many
     */
    public Guess count(String subject, String address) {
        return count(new Guess(hashOf(subject), Sha256.of("address " + IpAddress.network(address))));
    }

    private Guess count(Guess guess) {
        Instant now = Times.now(clock);
        Instant ends = now.plus(PERIOD);
        jdbi.useTransaction(handle -> {
            if (guess.address() != null) {
                refuse(STORE.add(handle, guess.address(), now, ends), MAX_PER_ADDRESS, now);
            }
            refuse(STORE.add(handle, guess.account(), now, ends), MAX_PER_ACCOUNT, now);
        });
        return guess;
    }

    /** The guess was right: it does not count, and neither do the wrong ones for the account before it. */
    public void right(Guess guess) {
        jdbi.useTransaction(handle -> {
            takeBackAddress(handle, guess);
            STORE.clear(handle, guess.account());
        });
    }

    /** The guess was no guess: it does not count, and the wrong ones before it still do. */
    public void takeBack(Guess guess) {
        jdbi.useTransaction(handle -> {
            takeBackAddress(handle, guess);
            STORE.takeBack(handle, guess.account());
        });
    }

    private static void takeBackAddress(Handle handle, Guess guess) {
        if (guess.address() != null) {
            STORE.takeBack(handle, guess.address());
        }
    }

    private static void refuse(GuessStore.Count count, int most, Instant now) {
        if (count.failures() > most) {
            long seconds = Math.max(1, Duration.between(now, count.ends()).toSeconds());
            throw ErrorCode.TOO_MANY_REQUESTS
                    .with("too many wrong passwords; try again in " + seconds + " seconds")
                    .withHeader("Retry-After", Long.toString(seconds));
        }
    }
}
