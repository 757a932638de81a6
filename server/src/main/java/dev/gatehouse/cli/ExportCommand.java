package dev.gatehouse.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the audit of a running server to a file; one that is there is gone on with. */
@Command(
        name = "export",
        description = {
            "Writes the audit of the running server to a file, a JSON object a line, the oldest entry first. Where the"
                    + " file is there, the entries behind its last one are added.",
            "It asks with the client of <data>/bootstrap.json, or with GATEHOUSE_CLIENT_ID and"
                    + " GATEHOUSE_CLIENT_SECRET, which needs the scope oauth.audit.r. What breaks off is gone on with by"
                    + " the same command."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100)
final class ExportCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminConnection connection;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file.")
    private Path file;

    @Option(names = "--since", paramLabel = "TIME", description = "Only entries of this time (RFC 3339) or later.")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only entries before this time. Some minutes ago, none is missed that is being written.")
    private String until;

    ExportCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (AuditFile archive = AuditFile.open(file)) {
            connection.open(environment).lines(path(archive.lastId()), archive::add);
            spec.commandLine().getOut().println(archive.added() + " entries are added to " + file);
        }
        return 0;
    }

    private String path(long after) {
        return "/oauth2/audit/export?afterId=" + after + parameter("since", since) + parameter("until", until);
    }

    private static String parameter(String name, String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
