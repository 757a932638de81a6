package dev.gatehouse.audit;

import dev.gatehouse.api.Caller;
import java.util.Set;

/** Who the audit names for what this server does of itself. */
public final class SystemCaller {
    public static final Caller CALLER = new Caller("system", "gatehouse", Set.of());

    private SystemCaller() {}
}
