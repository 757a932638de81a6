package dev.gatehouse.settings;

import java.util.Map;
import java.util.Optional;

/** The parsed settings before they are put together. Immutable. */
final class SettingValues {
    private final Map<Setting<?>, Object> values;
    private final Map<Setting<?>, GivenValue> given;

    /** Each value must be of its setting's type. */
    SettingValues(Map<Setting<?>, Object> values, Map<Setting<?>, GivenValue> given) {
        this.values = Map.copyOf(values);
        this.given = Map.copyOf(given);
    }

    @SuppressWarnings("unchecked") // the constructor demands it
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** Whether the operator wrote the setting anywhere, even wrongly. */
    boolean isGiven(Setting<?> setting) {
        return given.containsKey(setting);
    }

    /** Where the setting was written, or its key where its default holds. */
    String originOf(Setting<?> setting) {
        GivenValue value = given.get(setting);
        return value == null ? setting.key() + " (default)" : value.origin();
    }
}
