package dev.gatehouse.bench.load;

import dev.gatehouse.bench.process.ProgramRun;
import dev.gatehouse.bench.process.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, with one thread. Used by one thread. */
public final class Wrk {
    private static final Pattern RESULT = Pattern.compile("result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    /** How the numbers leave wrk; times are microseconds. */
    private static final String DONE = """
            function done(summary, latency, requests)
               local errors = summary.errors
               local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
               io.write(string.format("result %d %d %d %d %d\\n",
                  summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
            end
            """;

    private final Workspace workspace;
    private final String program;

    public Wrk(Workspace workspace) {
        this.workspace = workspace;
        this.program = ProgramRun.find("wrk", List.of())
                .orElseThrow(() -> new IllegalStateException("wrk is not installed (Debian: apt-get install wrk)"))
                .toString();
    }

    /** What wrk saw. */
    public record Load(double perSecond, double medianMillis, double p99Millis) {}

    /** A script that sends the same request again and again. */
    public static String get(String authorization) {
        return "wrk.headers[\"Authorization\"] = \"%s\"%n".formatted(authorization);
    }

    /**
     * Sends requests for a time.
     *
     * @param script in Lua; see the manual of wrk
     * @throws IllegalStateException when a request failed or was answered with 400 or more
     */
    public Load run(URI target, int connections, int seconds, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(workspace.newPath("wrk.lua"), script + DONE);
        String output = ProgramRun.output(
                workspace,
                List.of(
                        program,
                        "--threads=1",
                        "--connections=" + connections,
                        "--duration=" + seconds + "s",
                        "--timeout=10s",
                        "--script=" + file,
                        target.toString()),
                Map.of());
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk failed: " + output);
        }
        if (!result.group(3).equals("0")) {
            throw new IllegalStateException(
                    result.group(3) + " of " + result.group(1) + " requests to " + target + " failed");
        }
        double duration = Double.parseDouble(result.group(2)) / 1e6;
        return new Load(
                Double.parseDouble(result.group(1)) / duration,
                Double.parseDouble(result.group(4)) / 1e3,
                Double.parseDouble(result.group(5)) / 1e3);
    }

    public String version() throws IOException, InterruptedException {
        String about = ProgramRun.output(workspace, List.of(program, "-v"), Map.of());
        return about.lines().findFirst().orElse("").replaceFirst(" \\[.*", "");
    }
}
