package dev.gatehouse.cli;

import dev.gatehouse.app.Running;
import dev.gatehouse.settings.Setting;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.settings.SettingsReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs the server until the process is told to stop. */
@Command(
        name = "server",
        description = "Runs the server until it is told to stop (SIGTERM, Ctrl-C).",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        versionProvider = VersionProvider.class)
final class ServerCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Consumer<Settings.Log> logOutput;
    private final ServerStarter starter;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 100,
            description = "YAML file with settings (environment: " + SettingsReader.CONFIG_VARIABLE + ").")
    private Path configFile;

    private ServerCommand(Map<String, String> environment, Consumer<Settings.Log> logOutput, ServerStarter starter) {
        this.environment = environment;
        this.logOutput = logOutput;
        this.starter = starter;
    }

    static CommandLine commandLine(
            Map<String, String> environment, Consumer<Settings.Log> logOutput, ServerStarter starter) {
        CommandLine command = new CommandLine(new ServerCommand(environment, logOutput, starter));
        Setting.all().stream()
                .filter(Setting::flag)
                .map(ServerCommand::option)
                .forEach(command.getCommandSpec()::addOption);
        command.getCommandSpec().usageMessage().footer(SettingsHelp.lines());
        return command;
    }

    /** Taken as text, so that the settings reader tells all problems together. */
    private static OptionSpec option(Setting<?> setting) {
        return OptionSpec.builder("--" + setting.key())
                .paramLabel(setting.label())
                .type(String.class)
                .order(Setting.all().indexOf(setting))
                .description(setting.meaning() + " Default: " + setting.whenUnset())
                .build();
    }

    /** Returns only by throwing: once the server runs, the process ends by a signal. */
    @Override
    public Integer call() throws InterruptedException {
        Settings settings = SettingsReader.read(environment, Optional.ofNullable(configFile), flags());
        logOutput.accept(settings.log());
        StopSignal stop = StopSignal.listen();
        Running server = stop.guard(() -> starter.start(settings));
        spec.commandLine().getOut().println(server.readyLine());
        return stop.await();
    }

    private Map<Setting<?>, String> flags() {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<Setting<?>, String> flags = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.all()) {
            String option = "--" + setting.key();
            if (parsed.hasMatchedOption(option)) {
                flags.put(setting, parsed.matchedOptionValue(option, ""));
            }
        }
        return flags;
    }
}
