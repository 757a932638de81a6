package dev.gatehouse.cli;

import dev.gatehouse.app.Running;
import dev.gatehouse.settings.Settings;

/** Starts the server. */
@FunctionalInterface
public interface ServerStarter {

    /**
     * Returns once both listeners answer.
     *
     * @throws dev.gatehouse.config.StartupException where that cannot be; everything begun is then stopped again
     */
    Running start(Settings settings);
}
