package dev.gatehouse.events;

import dev.gatehouse.store.ChangeFeed;

/** A listener to whom all changes are one. Immutable. */
public record Heard(Runnable action) implements ChangeFeed.Listener {

    public static Heard by(Runnable action) {
        return new Heard(action);
    }

    @Override
    public void changed(String key) {
        action.run();
    }

    @Override
    public void lost() {
        action.run();
    }
}
