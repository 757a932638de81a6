package dev.gatehouse;

import dev.gatehouse.cli.Running;
import dev.gatehouse.config.Settings;

/** Wires and runs everything. */
public final class Gatehouse implements Running {
    private final Settings settings;

    private Gatehouse(Settings settings) {
        this.settings = settings;
    }

    public static Gatehouse start(Settings settings) {
        return new Gatehouse(settings);
    }

    @Override
    public String readyLine() {
        return "Gatehouse is ready: admin door "
                + settings.adminUrlAt(settings.adminDoor().port()) + ", public door "
                + settings.publicDoor().url(settings.publicDoor().port());
    }

    @Override
    public void close() {}
}
