package dev.gatehouse.vault.events;

import dev.gatehouse.http.Caller;
import java.util.Set;

/** Who the audit names for what this server does of itself. */
final class SystemCaller {
    static final Caller CALLER = new Caller("system", "gatehouse", Set.of());

    private SystemCaller() {}
}
