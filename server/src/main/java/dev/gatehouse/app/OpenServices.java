package dev.gatehouse.app;

import dev.gatehouse.registry.ServiceStore;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start what is open, as everything is that an older version registered. */
public final class OpenServices {
    private static final Logger LOG = LoggerFactory.getLogger(OpenServices.class);

    private OpenServices() {}

    /** One line where there are any. */
    public static void tell(Jdbi jdbi) {
        long open = jdbi.withHandle(new ServiceStore()::countOpen);
        if (open > 0) {
            LOG.warn(
                    "{} are open: whoever may register clients gets their scopes; docs/authority.md tells how to have access"
                            + " approved",
                    open == 1 ? "1 service" : open + " services");
        }
    }
}
