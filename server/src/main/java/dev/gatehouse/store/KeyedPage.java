package dev.gatehouse.store;

import dev.gatehouse.api.Page;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows that are sorted by a text key, of those whose key starts with a prefix. Immutable.
 *
 * <p>The conditions are put together from what is asked, so that each is one the index can walk along: a condition that
 * may or may not apply would make the database read on past the last match.
 */
public final class KeyedPage {
    private final Page page;
    private final PrefixRange range;

    /** @param prefix null for every key */
    public KeyedPage(Page page, @Nullable String prefix) {
        this.page = page;
        this.range = PrefixRange.of(prefix);
    }

    /** Whether the rows are counted as well; see {@link Page#isCounted()}. */
    public boolean isCounted() {
        return page.isCounted();
    }

    /** The clauses that follow {@code from}, for the rows of the page. */
    public String rows(String keyColumn) {
        return following(keyColumn) + " order by " + keyColumn + " limit :limit offset :offset";
    }

    /** The clauses that follow {@code from}, for all rows that match and come after the key the page starts behind. */
    public String following(String keyColumn) {
        return matching(keyColumn) + (page.after() == null ? "" : " and " + keyColumn + " > :after");
    }

    /** The clauses that follow {@code from}, for all rows that match. */
    public String matching(String keyColumn) {
        String below = range.below() == null ? "" : " and " + keyColumn + " < :below";
        return " where " + keyColumn + " >= :from" + below;
    }

    /** How many of the rows that match the page reaches into. */
    public long reach() {
        return page.offset() + page.size();
    }

    /** Entries on a full page. */
    public int size() {
        return page.size();
    }

    /** Binds what {@link #rows} names. */
    public <S extends SqlStatement<S>> S bindRows(S statement) {
        S bound = bindMatching(statement).bind("limit", page.size()).bind("offset", page.offset());
        return page.after() == null ? bound : bound.bind("after", page.after());
    }

    /** Binds what {@link #matching} names. */
    public <S extends SqlStatement<S>> S bindMatching(S statement) {
        S bound = statement.bind("from", range.from());
        return range.below() == null ? bound : bound.bind("below", range.below());
    }
}
