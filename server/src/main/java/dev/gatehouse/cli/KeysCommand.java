package dev.gatehouse.cli;

import dev.gatehouse.settings.Settings;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator does with keys. */
@Command(name = "keys", description = "Replaces keys.", mixinStandardHelpOptions = true, usageHelpWidth = 100)
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private KeysCommand() {}

    static CommandLine commandLine(Map<String, String> environment, Consumer<Settings.Log> logOutput) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new CommandLine(new RotateCommand(environment)))
                .addSubcommand(new CommandLine(new RewrapCommand(environment, logOutput)));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
