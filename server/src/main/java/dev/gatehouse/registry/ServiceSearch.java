package dev.gatehouse.registry;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.store.KeyedPage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Finds services by words of their id, name, description, owner and scopes, and of their endpoints' paths and scopes. All
 * words of a search have to be there, in any order; one of three characters or more is also found as the beginning of a
 * longer one. Thread-safe.
 *
 * <p>Neither way of searching is fast for every word, so there are two. The index costs time in proportion to all services
 * that have the words it is asked for, so where one of them is rare it is asked for the rare ones only. Words that are all
 * frequent are met soon by looking at services one after the other, in the order of the answer; where that does not fill
 * the page, the services that have all of them are few, and the index is asked for all.
 */
final class ServiceSearch {
    private static final int LONGEST_TEXT = 200;
    private static final int SHOWN = 40;
    private static final int LOOKED_AT = 2_000;
    private static final int MOST_COUNTED = 10_000;

    private final FrequentWords frequent = new FrequentWords();

    /**
     * What to search for, as queries of PostgreSQL.
     *
     * @param rare those of all that few services have; empty where there are none
     */
    record Terms(String all, String rare) {
        /** Beside the index on some words, a comparison that it does not know is for the rest. */
        String condition() {
            return rare.isEmpty() || rare.equals(all)
                    ? "words @@ :all::tsquery"
                    : "words @@ :rare::tsquery and ts_match_vq(words, :all::tsquery)";
        }

        <S extends SqlStatement<S>> S bind(S statement) {
            S bound = statement.bind("all", all);
            return rare.isEmpty() || rare.equals(all) ? bound : bound.bind("rare", rare);
        }
    }

    /**
     * A text as a query of PostgreSQL; empty where it has no word.
     *
     * @throws dev.gatehouse.api.ApiException ERR11010 where it is too long
     */
    Optional<Terms> query(Handle handle, String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "q",
                    text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…",
                    "send at most " + LONGEST_TEXT + " characters");
        }
        List<SearchWord> words = Arrays.stream(handle.createQuery("select search_words(:text, false)")
                        .bind("text", text)
                        .mapTo(String[].class)
                        .one())
                .distinct()
                .map(SearchWord::of)
                .toList();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Terms(joined(words), joined(frequent.rare(handle, words))));
    }

    private static String joined(List<SearchWord> words) {
        return words.stream().map(SearchWord::term).collect(Collectors.joining(" & "));
    }

    List<Service> list(Handle handle, KeyedPage page, Terms terms) {
        if (terms.rare().isEmpty() && page.reach() <= LOOKED_AT) {
            List<Service> near = near(handle, page, terms);
            if (near.size() == page.size()) {
                return near;
            }
        }
        return everywhere(handle, page, terms);
    }

    private static List<Service> near(Handle handle, KeyedPage page, Terms terms) {
        return services(handle, page, terms, """
                select service_id
                  from (select service_id, words from service_search %s order by service_id limit %d) near
                 where %s order by service_id limit %d
                """.formatted(
                        page.following("service_id"), LOOKED_AT, terms.condition(), page.reach()));
    }

    private static List<Service> everywhere(Handle handle, KeyedPage page, Terms terms) {
        return services(handle, page, terms, """
                select service_id from service_search %s and %s
                """.formatted(page.following("service_id"), terms.condition()));
    }

    /** Materialized, so that the database does not sort by walking along all services. */
    private static List<Service> services(Handle handle, KeyedPage page, Terms terms, String hits) {
        Query statement = handle.createQuery("""
                with hit as materialized (%s),
                     page as materialized (select service_id from hit order by service_id limit :limit offset :offset)
                select %s from service where service_id in (select service_id from page) order by service_id
                """.formatted(hits, ServiceStore.COLUMNS));
        return terms.bind(page.bindRows(statement)).map(ServiceStore::service).list();
    }

    /** How many there are, or {@link Page#MANY}. */
    long count(Handle handle, KeyedPage page, Terms terms) {
        Query statement =
                handle.createQuery("""
                select count(*)
                  from (select from service_search %s and %s limit %d) hit
                """.formatted(page.matching("service_id"), terms.condition(), MOST_COUNTED + 1));
        long count = terms.bind(page.bindMatching(statement)).mapTo(Long.class).one();
        return count > MOST_COUNTED ? Page.MANY : count;
    }
}
