package dev.gatehouse.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator does with the audit. */
@Command(name = "audit", description = "Exports the audit.", mixinStandardHelpOptions = true, usageHelpWidth = 100)
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private AuditCommand() {}

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new AuditCommand()).addSubcommand(new CommandLine(new ExportCommand(environment)));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
