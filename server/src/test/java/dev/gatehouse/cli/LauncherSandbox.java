package dev.gatehouse.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A house with the real launcher scripts, in which every other program on the path is chosen by the test. */
final class LauncherSandbox {
    static final boolean HAS_FLOCK = Files.isExecutable(Path.of("/usr/bin/flock"));

    private static final List<String> TOOLS = List.of(
            "sh", "sed", "find", "head", "dirname", "readlink", "mkdir", "touch", "ln", "rm", "sleep", "cat", "flock");

    private static final String JAVA = """
            #!/bin/sh
            echo "java-home $JAVA_HOME"
            echo "folder $(pwd -P)"
            for argument; do echo "argument $argument"; done
            sleep "${FAKE_SECONDS:-0}"
            exit "${FAKE_STATUS:-0}"
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo "output of Maven"
            [ -z "${FAKE_BUILD_FAILS:-}" ] || exit 1
            while [ "$1" != -f ]; do shift; done
            house=$(dirname "$2")
            echo "JAVA_HOME=$JAVA_HOME" >>"$house/builds"
            sleep 0.3
            mkdir -p "$house/server/target/lib"
            : >"$house/server/target/gatehouse-server.jar"
            """;

    private final Path root;
    private final Path house;
    private final Map<String, String> environment = new HashMap<>();

    private LauncherSandbox(Path root) {
        this.root = root;
        this.house = root.resolve("house");
    }

    /** Another process's outcome. */
    record Outcome(int status, String out, String err) {}

    static LauncherSandbox in(Path folder) throws IOException {
        Files.createDirectories(folder);
        LauncherSandbox sandbox = new LauncherSandbox(folder.toRealPath());
        sandbox.layOut();
        return sandbox;
    }

    private void layOut() throws IOException {
        Path ours = Path.of(System.getProperty("gatehouse.root"), "bin");
        for (String script : List.of("gatehouse", "find-jdk")) {
            writeScript(house.resolve("bin").resolve(script), Files.readString(ours.resolve(script)));
        }
        for (String source : List.of("server/src/main/java/A.java", "contracts/registry.yaml", "pom.xml")) {
            Files.createDirectories(house.resolve(source).getParent());
            touch(source, Instant.now().minusSeconds(60));
        }
        for (String tool : TOOLS) {
            addTool(tool);
        }
        environment.put("PATH", root.resolve("tools").toString());
        environment.put("HOME", root.toString());
        environment.put("JDK_PLACES", root.resolve("jdks").toString());
    }

    /** Calls the machine's own, where it has one. */
    private void addTool(String tool) throws IOException {
        for (String place : List.of("/usr/bin", "/bin")) {
            if (Files.isExecutable(Path.of(place, tool))) {
                writeScript(root.resolve("tools").resolve(tool), "#!/bin/sh\nexec " + place + "/" + tool + " \"$@\"\n");
                return;
            }
        }
    }

    LauncherSandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path jar() {
        return house.resolve("server/target/gatehouse-server.jar");
    }

    void addBuiltJar() throws IOException {
        Files.createDirectories(house.resolve("server/target/lib"));
        Files.createFile(jar());
    }

    Path addArchive(long size, Instant time) throws IOException {
        Path archive = house.resolve("server/target/gatehouse.jsa");
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(size);
        }
        return Files.setLastModifiedTime(archive, FileTime.from(time));
    }

    /** Among the usual places. */
    Path addJdk(String name, String version) throws IOException {
        return writeJdk(root.resolve("jdks").resolve(name), version);
    }

    Path addJdkElsewhere(String version) throws IOException {
        return writeJdk(root.resolve("elsewhere"), version);
    }

    /** As package managers do it: a link on the path to a link to the JDK's own program. */
    Path addJdkOnPath(String version) throws IOException {
        Path jdk = writeJdk(root.resolve("opt/jdk"), version);
        Path alternative = Files.createSymbolicLink(root.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(root.resolve("tools/java"), alternative);
        return jdk;
    }

    private static Path writeJdk(Path jdk, String version) throws IOException {
        writeScript(jdk.resolve("bin/java"), JAVA);
        writeScript(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    void addMaven() throws IOException {
        writeScript(root.resolve("tools/mvn"), MAVEN);
    }

    void removeTool(String tool) throws IOException {
        Files.deleteIfExists(root.resolve("tools").resolve(tool));
    }

    /** One line for each run of Maven that succeeded. */
    List<String> builds() throws IOException {
        Path builds = house.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    void touch(String file, Instant time) throws IOException {
        Path path = house.resolve(file);
        if (!Files.exists(path)) {
            Files.createFile(path);
        }
        Files.setLastModifiedTime(path, FileTime.from(time));
        Files.setLastModifiedTime(path.getParent(), FileTime.from(Instant.now().minusSeconds(60)));
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return runScript(house.resolve("bin/gatehouse"), arguments);
    }

    Outcome runScript(Path script, String... arguments) throws IOException, InterruptedException {
        return outcome(start(script, arguments));
    }

    List<Outcome> runAtOnce(int count, String... arguments) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int started = 0; started < count; started++) {
            processes.add(start(house.resolve("bin/gatehouse"), arguments));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Process process : processes) {
            outcomes.add(outcome(process));
        }
        return outcomes;
    }

    private Process start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.getParent().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome outcome(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, err);
    }

    private static void writeScript(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
