package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Programs as guides print them, compiled and run as their readers would. */
final class GuidePrograms {
    private static final Path DOCS = Path.of(System.getProperty("gatehouse.root", ".."), "docs");
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(.*?)```");

    private GuidePrograms() {}

    static String text(String guide) throws IOException {
        return Files.readString(DOCS.resolve(guide));
    }

    /** In the order of the guide. */
    static List<String> of(String guide) throws IOException {
        return PROGRAM.matcher(text(guide))
                .results()
                .map(program -> program.group(1))
                .toList();
    }

    /**
     * Compiles programs and runs the tests of one of them.
     *
     * @param programs by the names of their classes
     */
    static Events tested(Path directory, Map<String, String> programs, String test) throws Exception {
        compile(directory, programs);
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, GuidePrograms.class.getClassLoader())) {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Class.forName(test, true, classes)))
                    .execute()
                    .testEvents();
        }
    }

    private static void compile(Path directory, Map<String, String> programs) throws IOException {
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> arguments = new ArrayList<>(List.of("-classpath", libraries, "-d", directory.toString()));
        for (Map.Entry<String, String> program : programs.entrySet()) {
            Path file = directory.resolve(program.getKey() + ".java");
            arguments.add(Files.writeString(file, program.getValue()).toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("compiler's result").isZero();
    }
}
