package dev.gatehouse.registry;

import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.http.Page;
import dev.gatehouse.store.KeyedPage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds services by words of their id, name, description, owner and scopes, and of their endpoints' paths and scopes. All
 * words of a search have to be there, in any order; one of three characters or more is also found as the beginning of a
 * longer one. Stateless.
 *
 * <p>Neither way of searching is fast for every word, so there are two. Frequent words are met soon by looking at services
 * one after the other, in the order of the answer. Only where that does not fill the page the index is asked, which costs
 * time in proportion to all services that have the words: those are few then.
 */
final class ServiceSearch {
    private static final int LONGEST_TEXT = 200;
    private static final int SHOWN = 40;
    private static final int SHORTEST_BEGINNING = 3;
    private static final int LOOKED_AT = 2_000;
    private static final int MOST_COUNTED = 10_000;

    /**
     * A text as a query of PostgreSQL; empty where it has no word.
     *
     * @throws dev.gatehouse.http.ApiException ERR11010 where it is too long
     */
    Optional<String> query(Handle handle, String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "q",
                    text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…",
                    "send at most " + LONGEST_TEXT + " characters");
        }
        String[] words = handle.createQuery("select search_words(:text, false)")
                .bind("text", text)
                .mapTo(String[].class)
                .one();
        return words.length == 0
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(words).distinct().map(ServiceSearch::term).collect(Collectors.joining(" & ")));
    }

    /** Words have no character that means something inside the quotes. */
    private static String term(String word) {
        boolean whole = word.codePointCount(0, word.length()) < SHORTEST_BEGINNING;
        return "'" + word + (whole ? "'" : "':*");
    }

    List<Service> list(Handle handle, KeyedPage page, String query) {
        if (page.reach() <= LOOKED_AT) {
            List<Service> near = near(handle, page, query);
            if (near.size() == page.size()) {
                return near;
            }
        }
        return everywhere(handle, page, query);
    }

    private static List<Service> near(Handle handle, KeyedPage page, String query) {
        return services(handle, page, query, """
                select service_id
                  from (select service_id, words from service_search %s order by service_id limit %d) near
                 where words @@ :query::tsquery
                """.formatted(page.following("service_id"), LOOKED_AT));
    }

    private static List<Service> everywhere(Handle handle, KeyedPage page, String query) {
        return services(handle, page, query, """
                select service_id from service_search %s and words @@ :query::tsquery
                """.formatted(page.following("service_id")));
    }

    /** Materialized, so that the database does not sort by walking along all services. */
    private static List<Service> services(Handle handle, KeyedPage page, String query, String hits) {
        Query statement = handle.createQuery("""
                with hit as materialized (%s),
                     page as materialized (select service_id from hit order by service_id limit :limit offset :offset)
                select %s from service where service_id in (select service_id from page) order by service_id
                """.formatted(hits, ServiceStore.COLUMNS));
        return page.bindRows(statement)
                .bind("query", query)
                .map(ServiceStore::service)
                .list();
    }

    /** How many there are, or {@link Page#MANY}. */
    long count(Handle handle, KeyedPage page, String query) {
        Query statement = handle.createQuery("""
                select count(*)
                  from (select from service_search %s and words @@ :query::tsquery limit %d) hit
                """.formatted(page.matching("service_id"), MOST_COUNTED + 1));
        long count = page.bindMatching(statement)
                .bind("query", query)
                .mapTo(Long.class)
                .one();
        return count > MOST_COUNTED ? Page.MANY : count;
    }
}
