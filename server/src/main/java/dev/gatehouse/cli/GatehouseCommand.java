package dev.gatehouse.cli;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.logging.LogOutput;
import dev.gatehouse.settings.Settings;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code gatehouse}; by itself it prints its help. */
@Command(
        name = "gatehouse",
        description = "Service registry, OAuth 2 server and token storage in one process.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:could not be done; standard error says why", "2:wrong usage"})
public final class GatehouseCommand implements Runnable {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    private GatehouseCommand() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv(), LogOutput::follow, Gatehouse::start)
                .execute(arguments));
    }

    /** The whole command line, with what it takes from outside and what it changes for the whole process. */
    static CommandLine commandLine(
            Map<String, String> environment, Consumer<Settings.Log> logOutput, ServerStarter starter) {
        return new CommandLine(new GatehouseCommand())
                .addSubcommand(ServerCommand.commandLine(environment, logOutput, starter))
                .addSubcommand(KeysCommand.commandLine(environment, logOutput))
                .addSubcommand(AuditCommand.commandLine(environment))
                .setExecutionExceptionHandler(GatehouseCommand::tell);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What an operator can mend is told in a line each; anything else is our fault and keeps its stack trace. */
    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(failure instanceof StartupException)) {
            throw failure;
        }
        String.valueOf(failure.getMessage())
                .lines()
                .forEach(line -> command.getErr().println("gatehouse: " + line));
        return FAILED;
    }
}
