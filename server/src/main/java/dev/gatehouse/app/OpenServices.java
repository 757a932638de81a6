package dev.gatehouse.app;

import dev.gatehouse.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start what is open, as everything is that an older version registered. */
public final class OpenServices {
    private static final Logger LOG = LoggerFactory.getLogger(OpenServices.class);

    private OpenServices() {}

    /** One line where there are any. */
    public static void tell(Registry registry) {
        long open = registry.countOpen();
        if (open > 0) {
            LOG.info(
                    "{} are open: whoever may register clients gets their scopes; docs/authority.md tells how to have access"
                            + " approved",
                    open == 1 ? "1 service" : open + " services");
        }
    }
}
