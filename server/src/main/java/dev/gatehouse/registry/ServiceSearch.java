package dev.gatehouse.registry;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.store.KeyedPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

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
    private static final int MAX_TEXT = 200;
    private static final int SHOWN = 40;
    private static final int LOOKED_AT = 2_000;
    private static final int MAX_COUNTED = 10_000;

    private final ServiceSearchStore store = new ServiceSearchStore();
    private final FrequentWords frequent = new FrequentWords();

    /**
     * What to search for, as queries of PostgreSQL.
     *
     * @param rare those of all that few services have; empty where there are none
     */
    record Terms(String all, String rare) {
        /** Whether the index is asked for all the words. */
        boolean areAllAsked() {
            return rare.isEmpty() || rare.equals(all);
        }
    }

    /**
     * A text as a query of PostgreSQL; empty where it has no word.
     *
     * @throws dev.gatehouse.api.ApiException ERR11010 where it is too long
     */
    Optional<Terms> query(Handle handle, String text) {
        if (text.codePointCount(0, text.length()) > MAX_TEXT) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "q",
                    text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…",
                    "send at most " + MAX_TEXT + " characters");
        }
        List<SearchWord> words = store.words(handle, text).stream()
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
            List<Service> near = store.near(handle, page, terms, LOOKED_AT);
            if (near.size() == page.size()) {
                return near;
            }
        }
        return store.everywhere(handle, page, terms);
    }

    /** How many there are, or {@link Page#MANY}. */
    long count(Handle handle, KeyedPage page, Terms terms) {
        long count = store.count(handle, page, terms, MAX_COUNTED + 1);
        return count > MAX_COUNTED ? Page.MANY : count;
    }
}
