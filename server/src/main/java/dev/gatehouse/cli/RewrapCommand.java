package dev.gatehouse.cli;

import dev.gatehouse.app.MasterKeyChange;
import dev.gatehouse.config.HiddenText;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.keys.MasterKeySource;
import dev.gatehouse.settings.Setting;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.settings.SettingsReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts another master key in the place of the one the settings name. */
@Command(
        name = "rewrap",
        description = {
            "Puts another master key in the place of the present one, which the settings name. No server may run.",
            "Afterwards, change the settings to the new one before the server is started again."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100)
final class RewrapCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Consumer<Settings.Log> logOutput;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with settings.")
    private Path configFile;

    @Option(names = "--data", paramLabel = "PATH", description = "The server's data folder.")
    private String data;

    @ArgGroup(multiplicity = "1")
    private Target target;

    static final class Target {
        @Option(
                names = "--to-file",
                required = true,
                paramLabel = "PATH",
                description = "Key file; made where it does not exist.")
        private Path file;

        @Option(
                names = "--to-kms",
                required = true,
                paramLabel = "URI",
                description = "Key of a key management service.")
        private String kms;

        @Option(
                names = "--to-environment",
                required = true,
                paramLabel = "NAME",
                description = "Environment variable that holds the content of a key file.")
        private String variable;
    }

    RewrapCommand(Map<String, String> environment, Consumer<Settings.Log> logOutput) {
        this.environment = environment;
        this.logOutput = logOutput;
    }

    @Override
    public Integer call() {
        Map<Setting<?>, String> flags = new LinkedHashMap<>();
        if (data != null) {
            Setting.all().stream()
                    .filter(setting -> setting.key().equals("data"))
                    .forEach(setting -> flags.put(setting, data));
        }
        Settings settings = SettingsReader.read(environment, Optional.ofNullable(configFile), flags);
        logOutput.accept(settings.log());
        MasterKeyChange.run(settings, MasterKeySource.of(wanted()));
        spec.commandLine().getOut().println("The master key is replaced; change the settings to the new one.");
        return 0;
    }

    private Settings.MasterKeys wanted() {
        Optional<HiddenText> text = Optional.ofNullable(target.variable).map(this::value);
        return new Settings.MasterKeys(target.file, text, Optional.ofNullable(target.kms));
    }

    private HiddenText value(String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new StartupException("The environment variable " + variable + " is not set");
        }
        return new HiddenText(value);
    }
}
