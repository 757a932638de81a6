package dev.gatehouse.bench.load;

import dev.gatehouse.bench.process.ProgramRun;
import dev.gatehouse.bench.process.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One transfer at a time, by curl, its answer thrown away. */
public record Curl(Workspace workspace) {
    /** How many seconds it took. */
    public double seconds(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "--silent",
                "--show-error",
                "--output",
                "/dev/null",
                "--write-out",
                "%{http_code} %{time_total}"));
        command.addAll(arguments);
        String output = ProgramRun.output(workspace, command, Map.of()).strip();
        String[] words = output.split(" ");
        if (words.length != 2 || !words[0].startsWith("2")) {
            throw new IllegalStateException("curl: " + output);
        }
        return Double.parseDouble(words[1]);
    }
}
