package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Database;
import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database's statistics say of words. */
class FrequentWordsTest {
    private final Database database = TestDatabase.open(TestDatabase.create(), 1);

    @BeforeEach
    void fill() {
        database.migrate();
        database.jdbi().useHandle(handle -> handle.execute("""
                        insert into service_search (service_id, words)
                        select 'service' || n, array_to_tsvector(array['shared', 'only' || n, 'kind' || n % 10, 'ab' || n])
                          from generate_series(1, 1000) n
                        """));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> rare(String... words) {
        return database.jdbi()
                .withHandle(handle -> new FrequentWords()
                        .rare(handle, Stream.of(words).map(SearchWord::of).toList()).stream()
                                .map(SearchWord::text)
                                .toList());
    }

    @Test
    void wordsOfFewServicesAreRare() {
        database.jdbi().useHandle(handle -> handle.execute("analyze service_search"));
        assertThat(rare("shared", "only999", "kind3", "nowhere")).containsExactly("only999", "nowhere");
    }

    @Test
    void beginningsOfFrequentWordsAreFrequent() {
        database.jdbi().useHandle(handle -> handle.execute("analyze service_search"));
        assertThat(rare("shar", "kin", "ki", "kindred")).containsExactly("ki", "kindred");
    }

    @Test
    void nothingIsKnownToBeRareBeforeTheDatabaseHasCounted() {
        assertThat(rare("shared", "only999")).isEmpty();
    }
}
