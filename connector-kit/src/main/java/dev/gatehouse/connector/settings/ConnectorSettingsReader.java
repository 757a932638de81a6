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
public final class ConnectorSettingsReader {
    private static final int MAX_SECONDS = 24 * 60 * 60;

    private final Map<ConnectorSetting, String> given;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private ConnectorSettingsReader(Map<ConnectorSetting, String> given, Map<String, String> environment) {
        this.given = given;
        this.environment = environment;
    }

    /**
     * @param given what the author set, which goes before the environment
     * @throws StartupException naming every setting that cannot be used, and why; never the value of a secret
     */
    public static ConnectorSettings read(Map<ConnectorSetting, String> given, Map<String, String> environment) {
        ConnectorSettingsReader reader = new ConnectorSettingsReader(given, environment);
        ConnectorSettings settings = reader.settings();
        if (!reader.problems.isEmpty()) {
            throw new StartupException(String.join("\n", reader.problems));
        }
        return settings;
    }

    private ConnectorSettings settings() {
        ServerSettings server = new ServerSettings(
                text(ConnectorSetting.BIND).orElseThrow(),
                (int) number(ConnectorSetting.PORT, 0, 65535),
                text(ConnectorSetting.CALLER_TOKEN),
                number(ConnectorSetting.MAX_BYTES, 1, Long.MAX_VALUE / 2),
                (int) number(ConnectorSetting.MAX_REQUESTS, 1, 100_000),
                seconds(ConnectorSetting.STALL_SECONDS),
                seconds(ConnectorSetting.CALL_SECONDS),
                seconds(ConnectorSetting.DRAIN_SECONDS));
        return new ConnectorSettings(
                tokenStorage(),
                text(ConnectorSetting.TOKEN_SECONDS).map(set -> seconds(ConnectorSetting.TOKEN_SECONDS)),
                server,
                seconds(ConnectorSetting.REGISTER_SECONDS),
                endpoint(),
                text(ConnectorSetting.SERVICE_NAME));
    }

    private Optional<TokenStorageAddress> tokenStorage() {
        Optional<String> text = text(ConnectorSetting.TOKEN_STORAGE);
        if (text.isEmpty()) {
            problem(
                    ConnectorSetting.TOKEN_STORAGE,
                    "is not set; it is the URL of the token storage, or none to run without one");
            return Optional.empty();
        }
        if (text.get().equals("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TokenStorageAddress.parse(text.get()));
        } catch (IllegalArgumentException e) {
            problem(ConnectorSetting.TOKEN_STORAGE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<URI> endpoint() {
        Optional<String> text = text(ConnectorSetting.OTLP_ENDPOINT);
        if (text.isPresent() && !text.get().matches("https?://[^/\\s]+(/\\S*)?")) {
            problem(ConnectorSetting.OTLP_ENDPOINT, "is not an http or https URL");
            return Optional.empty();
        }
        return text.map(URI::create);
    }

    private Duration seconds(ConnectorSetting setting) {
        return Duration.ofSeconds(number(setting, 1, MAX_SECONDS));
    }

    private long number(ConnectorSetting setting, long least, long most) {
        SettingType<Long> type = SettingType.largeNumber(least, most);
        String text = text(setting).orElseThrow();
        return type.parse(text).orElseGet(() -> {
            problem(setting, "is " + text + ", which is not " + type.expected());
            return least;
        });
    }

    private void problem(ConnectorSetting setting, String problem) {
        problems.add(setting.variable() + " " + problem + ".");
    }

    /** An empty value counts as unset. */
    private Optional<String> text(ConnectorSetting setting) {
        String value = given.getOrDefault(setting, environment.getOrDefault(setting.variable(), ""));
        String text = value.isBlank() ? setting.defaultValue() : value.strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
