package dev.gatehouse.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a program to its end. Stateless. */
public final class ProgramRun {
    private ProgramRun() {}

    /** What it wrote, standard error included, whatever its exit code. */
    public static String output(Workspace workspace, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Workspace.Part ending = workspace.watched(process::destroyForcibly);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } finally {
            workspace.forget(ending);
        }
    }

    /** Where a program is: on the path, or in one of these folders. */
    public static Optional<Path> find(String program, List<Path> more) {
        Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        return Stream.concat(more.stream(), path)
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
