package dev.gatehouse.settings;

import dev.gatehouse.config.StartupException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings: a later source overrides an earlier one, in the order defaults, configuration file, environment
 * variables, command line. All problems are collected and told together.
 *
 * <p>Not thread-safe; used once.
 */
public final class SettingsReader {
    /** Names the configuration file where the command line does not. */
    public static final String CONFIG_VARIABLE = "GATEHOUSE_CONFIG";

    private final List<String> problems = new ArrayList<>();
    private final Map<Setting<?>, GivenValue> given = new LinkedHashMap<>();

    private SettingsReader() {}

    /**
     * Reads and checks all settings.
     *
     * @param environment the process's environment variables; those not ours are skipped
     * @param configFile the configuration file named on the command line
     * @param flags what the command line says, by setting
     * @throws StartupException with one line for each problem
     */
    public static Settings read(
            Map<String, String> environment, Optional<Path> configFile, Map<Setting<?>, String> flags) {
        SettingsReader reader = new SettingsReader();
        reader.takeFile(configFile.or(() -> configVariable(environment)));
        reader.takeEnvironment(environment);
        flags.forEach((setting, text) -> reader.given.put(setting, new GivenValue(text, "--" + setting.key())));
        SettingValues values = reader.parse();
        reader.problems.addAll(SettingChecks.problems(values));
        List<TrustedIssuer> trusted = reader.trustedIssuers(values);
        if (!reader.problems.isEmpty()) {
            throw new StartupException(String.join("\n", reader.problems));
        }
        return SettingsAssembly.assemble(values, trusted);
    }

    private List<TrustedIssuer> trustedIssuers(SettingValues values) {
        Optional<Path> file = values.find(Setting.TRUSTED_ISSUERS);
        if (file.isEmpty()) {
            return List.of();
        }
        TrustedIssuersFile content = TrustedIssuersFile.read(file.get());
        problems.addAll(content.problems());
        values.find(Setting.ISSUER)
                .map(URI::toString)
                .ifPresent(ours -> content.issuers().stream()
                        .filter(other -> other.issuer().equals(ours))
                        .forEach(same -> problems.add(file.get() + ": issuer " + ours + " is this server itself")));
        return content.issuers();
    }

    private static Optional<Path> configVariable(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(CONFIG_VARIABLE))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private void takeFile(Optional<Path> file) {
        if (file.isEmpty()) {
            return;
        }
        ConfigurationFile content = ConfigurationFile.read(file.get());
        problems.addAll(content.problems());
        given.putAll(content.values());
    }

    private void takeEnvironment(Map<String, String> environment) {
        EnvironmentVariables variables = EnvironmentVariables.read(environment);
        problems.addAll(variables.problems());
        given.putAll(variables.values());
    }

    private SettingValues parse() {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.all()) {
            GivenValue text = given.get(setting);
            Optional<?> value = text == null ? setting.defaultValue() : parse(setting, text);
            value.ifPresent(present -> values.put(setting, present));
        }
        return new SettingValues(values, given);
    }

    private Optional<?> parse(Setting<?> setting, GivenValue text) {
        Optional<?> value = setting.type().parse(text.text());
        if (value.isEmpty()) {
            String shown = setting.type().secret() ? "the value" : '"' + text.text() + '"';
            problems.add(text.origin() + ": " + shown + " is not accepted, expected " + setting.expected());
        }
        return value;
    }
}
