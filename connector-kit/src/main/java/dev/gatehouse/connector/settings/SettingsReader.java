package dev.gatehouse.connector.settings;

import dev.gatehouse.config.SettingType;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.connector.http.ServerSettings;
import dev.gatehouse.connector.tokens.TokenStorageAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings and collects everything that is wrong with them. Used once. */
public final class SettingsReader {
    private static final int LONGEST_SECONDS = 24 * 60 * 60;

    private final Map<Setting, String> given;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Map<Setting, String> given, Map<String, String> environment) {
        this.given = given;
        this.environment = environment;
    }

    /**
     * @param given what the author set, which goes before the environment
     * @throws StartupException naming every setting that cannot be used, and why; never the value of a secret
     */
    public static Settings read(Map<Setting, String> given, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(given, environment);
        Settings settings = reader.settings();
        if (!reader.problems.isEmpty()) {
            throw new StartupException(String.join("\n", reader.problems));
        }
        return settings;
    }

    private Settings settings() {
        ServerSettings server = new ServerSettings(
                text(Setting.BIND).orElseThrow(),
                (int) number(Setting.PORT, 0, 65535),
                text(Setting.CALLER_TOKEN),
                number(Setting.MAXIMUM_BYTES, 1, Long.MAX_VALUE / 2),
                (int) number(Setting.MAXIMUM_REQUESTS, 1, 100_000),
                seconds(Setting.STALL_SECONDS),
                seconds(Setting.CALL_SECONDS),
                seconds(Setting.DRAIN_SECONDS));
        return new Settings(
                tokenStorage(), server, seconds(Setting.REGISTER_SECONDS), endpoint(), text(Setting.SERVICE_NAME));
    }

    private Optional<TokenStorageAddress> tokenStorage() {
        Optional<String> text = text(Setting.TOKEN_STORAGE);
        if (text.isEmpty()) {
            problem(
                    Setting.TOKEN_STORAGE,
                    "is not set; it is the URL of the token storage, or none to run without one");
            return Optional.empty();
        }
        if (text.get().equals("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TokenStorageAddress.parse(text.get()));
        } catch (IllegalArgumentException e) {
            problem(Setting.TOKEN_STORAGE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<URI> endpoint() {
        Optional<String> text = text(Setting.OTLP_ENDPOINT);
        if (text.isPresent() && !text.get().matches("https?://[^/\\s]+(/\\S*)?")) {
            problem(Setting.OTLP_ENDPOINT, "is not an http or https URL");
            return Optional.empty();
        }
        return text.map(URI::create);
    }

    private Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting, 1, LONGEST_SECONDS));
    }

    private long number(Setting setting, long least, long most) {
        SettingType<Long> type = SettingType.largeNumber(least, most);
        String text = text(setting).orElseThrow();
        return type.parse(text).orElseGet(() -> {
            problem(setting, "is " + text + ", which is not " + type.expected());
            return least;
        });
    }

    private void problem(Setting setting, String problem) {
        problems.add(setting.variable() + " " + problem + ".");
    }

    /** An empty value counts as unset. */
    private Optional<String> text(Setting setting) {
        String value = given.getOrDefault(setting, environment.getOrDefault(setting.variable(), ""));
        String text = value.isBlank() ? setting.defaultValue() : value.strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
