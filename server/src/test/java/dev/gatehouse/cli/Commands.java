package dev.gatehouse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command in this process, whose log lines go on as they did: tests beside this one read them. */
public final class Commands {
    private Commands() {}

    /** How a command ended. */
    public record Ran(int status, String output, String error) {}

    public static Ran run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = GatehouseCommand.commandLine(environment, log -> {}, settings -> {
                    throw new AssertionError("no server is to be started");
                })
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Ran(command.execute(arguments), out.toString(), err.toString());
    }
}
