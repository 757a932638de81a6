package dev.gatehouse.contract.document;

/** Counts work or memory that a document asks for, and stops it at a limit. Not thread-safe: one per document. */
public final class Budget {
    private final int limit;
    private final String what;
    private long spent;

    /**
     * @param limit the most that is granted
     * @param what names what is counted, in the plural
     */
    public Budget(int limit, String what) {
        this.limit = limit;
        this.what = what;
    }

    /** Takes an amount for the sake of the spot in the document; ERR12103 once the limit is passed. */
    public void spend(long amount, int line, int column) {
        spent += amount;
        if (spent > limit) {
            throw Unreadable.at(
                    line, column, "up to here it comes to more than the %,d %s allowed".formatted(limit, what));
        }
    }

    /** The same for the sake of what stands there. */
    public void spend(long amount, Located place) {
        spend(amount, place.line(), place.column());
    }

    /** Takes back what is no longer in use. */
    void giveBack(long amount) {
        spent -= amount;
    }
}
