package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
    private final DatabaseAddress address = TestDatabase.create();
    private final Database database = TestDatabase.open(address, 2);
    private final ChangeFeed feed = new ChangeFeed(database);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        await().until(feed::healthy);
        feed.subscribe("thing", new ChangeFeed.Listener() {
            @Override
            public void changed(String key) {
                heard.add(key);
            }

            @Override
            public void lost() {
                heard.add("lost");
            }
        });
    }

    @AfterEach
    void close() {
        feed.close();
        database.close();
    }

    private void announce(String topic, String key) {
        database.jdbi().useTransaction(handle -> ChangeFeed.announce(handle, topic, key));
    }

    @Test
    void hearsWhatWasCommittedInItsOrder() {
        announce("thing", "one");
        announce("other", "unheard");
        announce("thing", "with:colon und ümlaut");
        await().untilAsserted(() -> assertThat(heard).containsExactly("one", "with:colon und ümlaut"));
    }

    @Test
    void hearsNothingOfATransactionThatWasRolledBack() {
        database.jdbi().useTransaction(handle -> {
            ChangeFeed.announce(handle, "thing", "never");
            handle.rollback();
        });
        announce("thing", "after");
        await().untilAsserted(() -> assertThat(heard).containsExactly("after"));
    }

    @Test
    void announcesTheWholeTopicForAKeyThatDoesNotFit() {
        announce("thing", "ü".repeat(3_996));
        announce("thing", "ü".repeat(3_997));
        await().untilAsserted(() -> assertThat(heard).containsExactly("ü".repeat(3_996), "lost"));
    }

    @Test
    void goesOnAfterAListenerFailed() {
        feed.subscribe("bad", new ChangeFeed.Listener() {
            @Override
            public void changed(String key) {
                throw new IllegalStateException("expected by the test");
            }

            @Override
            public void lost() {}
        });
        announce("bad", "one");
        announce("thing", "two");
        await().untilAsserted(() -> assertThat(heard).containsExactly("two"));
    }

    @Test
    void tellsThatChangesMayHaveBeenLostAndRecovers() {
        terminateListener(database);
        await().untilAsserted(() -> assertThat(heard).containsExactly("lost", "lost"));
        await().until(feed::healthy);
        announce("thing", "again");
        await().untilAsserted(() -> assertThat(heard).containsExactly("lost", "lost", "again"));
    }

    @Test
    void noticesAListeningConnectionThatDiedSilently() throws Exception {
        String listener = database.jdbi()
                .withHandle(
                        handle -> handle.select("select pid from pg_stat_activity where datname = current_database()"
                                        + " and application_name = 'gatehouse change feed'")
                                .mapTo(String.class)
                                .one());
        signal("STOP", listener);
        try {
            await().untilAsserted(() -> assertThat(heard).containsExactly("lost", "lost"));
            await().until(feed::healthy);
            announce("thing", "again");
            await().untilAsserted(() -> assertThat(heard).endsWith("again"));
        } finally {
            signal("CONT", listener);
        }
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }

    @Test
    void refusesATopicWithAColon() {
        assertThatThrownBy(() -> feed.subscribe("a:b", null)).isInstanceOf(IllegalArgumentException.class);
    }

    static void terminateListener(Database database) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                                + " and application_name = 'gatehouse change feed'"));
    }
}
