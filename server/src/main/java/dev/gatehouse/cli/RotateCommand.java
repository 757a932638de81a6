package dev.gatehouse.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Replaces the data key through a running server, which encrypts what is there anew. Ending this command ends only the
 * watching.
 */
@Command(
        name = "rotate",
        description = {
            "Makes a new data key and has the running server encrypt what is stored anew; waits until that is done.",
            "It asks with the client of <data>/bootstrap.json, or with GATEHOUSE_CLIENT_ID and"
                    + " GATEHOUSE_CLIENT_SECRET, which needs the scope oauth.admin. Stopping the command or the server"
                    + " in between harms nothing: the server goes on at its next start."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100)
final class RotateCommand implements Callable<Integer> {
    private static final String ROTATION = "/token-storage/keys/rotation";
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminConnection connection;

    @Option(names = "--no-wait", description = "Do not wait until everything is encrypted anew.")
    private boolean noWait;

    RotateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        AdminApi listener = connection.open(environment);
        JsonNode progress = listener.send("POST", ROTATION, 202);
        print("Data key " + progress.get("keyId").asInt() + " is in use.");
        long remaining = -1;
        while (!noWait && !isDone(progress)) {
            if (progress.get("remaining").asLong() != remaining) {
                remaining = progress.get("remaining").asLong();
                print(remaining + " secrets are to be encrypted anew.");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
            progress = listener.send("GET", ROTATION, 200);
        }
        if (isDone(progress)) {
            print("Every secret is encrypted under it; replaced keys are removed.");
        }
        return 0;
    }

    private static boolean isDone(JsonNode progress) {
        return progress.get("replacedKeys").isEmpty();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
