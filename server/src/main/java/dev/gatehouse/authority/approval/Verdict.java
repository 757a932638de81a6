package dev.gatehouse.authority.approval;

/** What happens when somebody asks for access. */
enum Verdict {
    /** They have it: nobody has to be asked. */
    OPEN,
    /** They have it: who asks owns it. */
    OWN,
    /** They have it, and it is kept that an administrator said so. */
    BY_ADMINISTRATOR,
    /** Its owner is asked. */
    WAITS,
    /** They do not get it. */
    REFUSED;

    boolean isGiven() {
        return compareTo(WAITS) < 0;
    }
}
