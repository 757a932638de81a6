package dev.gatehouse.cli;

import java.util.Map;
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

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new KeysCommand()).addSubcommand(new CommandLine(new RotateCommand(environment)));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
