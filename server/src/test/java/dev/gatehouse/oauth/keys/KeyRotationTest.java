package dev.gatehouse.oauth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.api.Caller;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schedule of signing keys, on a clock that the test turns. */
class KeyRotationTest {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final Caller CALLER = new Caller("admin", "client", Set.of("oauth.admin"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private Database database;
    private ChangeFeed changes;
    private SigningKeyStore store;
    private SigningKeys keys;
    private KeyRotation rotation;

    @BeforeEach
    void open() {
        DatabaseAddress address = TestDatabase.create();
        database = TestDatabase.open(address, 4);
        database.migrate();
        changes = new ChangeFeed(database);
        store = new SigningKeyStore(
                database.jdbi(), MasterKey.create(TestServer.newDirectory().resolve("master.key")));
        keys = new SigningKeys(store, changes, clock);
        keys.open();
        rotation = new KeyRotation(store, keys, TOKEN_LIFETIME, clock);
    }

    @AfterEach
    void close() {
        changes.close();
        database.close();
    }

    private String active() {
        return keys.active(JWSAlgorithm.ES256, now.get()).keyId();
    }

    private List<String> published() {
        return keys.publicKeys().getKeys().stream()
                .filter(key -> key.getAlgorithm().equals(JWSAlgorithm.ES256))
                .map(JWK::getKeyID)
                .toList();
    }

    private void after(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        rotation.keepSchedule();
    }

    @Test
    void theNextKeyIsPublishedADayBeforeItSignsAndTheOldOneUntilItsTokensExpired() {
        String first = active();
        after(KeyRotation.PERIOD.minus(KeyRotation.PUBLISHED_AHEAD).minusSeconds(1));
        assertThat(published()).containsExactly(first);

        after(Duration.ofSeconds(1));
        assertThat(published()).hasSize(2).contains(first);
        assertThat(active()).isEqualTo(first);

        after(KeyRotation.PUBLISHED_AHEAD);
        String second = active();
        assertThat(second).isNotEqualTo(first);
        assertThat(published()).containsExactly(second, first);

        after(TOKEN_LIFETIME);
        assertThat(published()).contains(first);
        after(Duration.ofHours(2));
        assertThat(published()).containsExactly(second);
    }

    @Test
    void afterALongSleepTheNextKeyIsStillPublishedAheadOfItsUse() {
        String first = active();

        after(KeyRotation.PERIOD.multipliedBy(3));

        assertThat(active()).isEqualTo(first);
        assertThat(published()).hasSize(2);
        after(KeyRotation.PUBLISHED_AHEAD);
        assertThat(active()).isNotEqualTo(first);
    }

    @Test
    void theCommandTakesThePublishedKeyOrANewOne() {
        String first = active();
        after(Duration.ofSeconds(1));
        rotation.rotate(CALLER, false);
        String second = active();
        assertThat(published()).containsExactly(second, first);

        after(KeyRotation.PERIOD.minus(KeyRotation.PUBLISHED_AHEAD));
        String next = published().getFirst();
        rotation.rotate(CALLER, false);
        assertThat(active()).isEqualTo(next).isNotEqualTo(second);
        assertThat(published()).contains(second);
    }

    @Test
    void compromisedKeysAreGone() {
        after(Duration.ofSeconds(1));
        rotation.rotate(CALLER, false);
        List<String> before = published();

        rotation.rotate(CALLER, true);

        assertThat(published()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void processesThatRotateAtTheSameTimeMakeOneKey() throws Exception {
        SigningKeys others = new SigningKeys(store, changes, clock);
        others.open();
        KeyRotation other = new KeyRotation(store, others, TOKEN_LIFETIME, clock);
        now.updateAndGet(before -> before.plus(KeyRotation.PERIOD));

        Thread thread = Thread.ofVirtual().start(other::keepSchedule);
        rotation.keepSchedule();
        thread.join();
        keys.readAgain();

        assertThat(published()).hasSize(2);
    }
}
