package dev.gatehouse.registry;

import dev.gatehouse.store.KeyedPage;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** The words that services are found by, the index on them, and what the database counted of them. Stateless. */
final class ServiceSearchStore {
    /** The words of a text, in the form that services are found by. */
    List<String> words(Handle handle, String text) {
        return List.of(handle.createQuery("select search_words(:text, false)")
                .bind("text", text)
                .mapTo(String[].class)
                .one());
    }

    /**
     * How often the most common words are found, as parts of all services; empty where the database has not yet counted.
     * Behind the frequencies of the words stand two more numbers, which have no word.
     */
    Map<String, Double> frequencies(Handle handle) {
        return handle.createQuery("""
                        select word, frequency
                          from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) common (word, frequency)
                         where schemaname = current_schema() and tablename = 'service_search' and attname = 'words'
                           and word is not null
                        """)
                .setMapKeyColumn("word")
                .setMapValueColumn("frequency")
                .collectInto(new GenericType<Map<String, Double>>() {});
    }

    /** The page, as far as it is filled by the first so many services. */
    List<Service> near(Handle handle, KeyedPage page, ServiceSearch.Terms terms, int lookedAt) {
        return services(handle, page, terms, """
                select service_id
                  from (select service_id, words from service_search %s order by service_id limit %d) near
                 where %s order by service_id limit %d
                """.formatted(
                        page.following("service_id"), lookedAt, condition(terms), page.reach()));
    }

    /** The page, found by the index. */
    List<Service> everywhere(Handle handle, KeyedPage page, ServiceSearch.Terms terms) {
        return services(handle, page, terms, """
                select service_id from service_search %s and %s
                """.formatted(page.following("service_id"), condition(terms)));
    }

    /** How many there are, but no more than the limit. */
    long count(Handle handle, KeyedPage page, ServiceSearch.Terms terms, int limit) {
        Query statement = handle.createQuery("""
                select count(*)
                  from (select from service_search %s and %s limit %d) hit
                """.formatted(page.matching("service_id"), condition(terms), limit));
        return bind(page.bindMatching(statement), terms).mapTo(Long.class).one();
    }

    /** Materialized, so that the database does not sort by walking along all services. */
    private static List<Service> services(Handle handle, KeyedPage page, ServiceSearch.Terms terms, String hits) {
        Query statement = handle.createQuery("""
                with hit as materialized (%s),
                     page as materialized (select service_id from hit order by service_id limit :limit offset :offset)
                select %s from service where service_id in (select service_id from page) order by service_id
                """.formatted(hits, ServiceStore.COLUMNS));
        return bind(page.bindRows(statement), terms).map(ServiceStore::service).list();
    }

    /** Beside the index on some words, a comparison that it does not know is for the rest. */
    private static String condition(ServiceSearch.Terms terms) {
        return terms.areAllAsked()
                ? "words @@ :all::tsquery"
                : "words @@ :rare::tsquery and ts_match_vq(words, :all::tsquery)";
    }

    private static <S extends SqlStatement<S>> S bind(S statement, ServiceSearch.Terms terms) {
        S bound = statement.bind("all", terms.all());
        return terms.areAllAsked() ? bound : bound.bind("rare", terms.rare());
    }
}
