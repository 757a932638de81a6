package dev.gatehouse;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.gatehouse.testing.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes and names of the sources of all modules, so that the next reader finds things where they look. */
class SourceTreeTest {
    private static final String SOURCE = "([a-z-]+/|connectors/[a-z-]+/)src/(main|test)/java/.*\\.java";
    private static final int MAX_LINES = 330;
    private static final int MAX_FILES_OF_A_PACKAGE = 25;
    private static final int MAX_DOUBLED_NAMES = 12;
    private static final int MAX_PARAMETERS = 8;

    private static List<Path> sources;

    @BeforeAll
    static void walk() throws IOException {
        sources = SourceTree.files(path -> path.matches(SOURCE));
        assertThat(sources).hasSizeGreaterThan(1000);
    }

    /** The path within its source folder. */
    private static String inTree(Path file) {
        return SourceTree.below(file).replaceFirst("^.*?/src/(main|test)/java/", "");
    }

    private static String module(Path file) {
        return SourceTree.below(file).replaceFirst("/src/.*", "");
    }

    private static boolean isMain(Path file) {
        return SourceTree.below(file).contains("/src/main/java/");
    }

    @Test
    void noFileIsLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources) {
            long lines = Files.readString(file).lines().count();
            if (lines > MAX_LINES) {
                tooLong.add(SourceTree.below(file) + ": " + lines);
            }
        }
        assertThat(tooLong).as("files of more than %s lines", MAX_LINES).isEmpty();
    }

    @Test
    void noPackageIsFull() {
        Map<String, Long> sizes = sources.stream()
                .map(file -> SourceTree.below(file.getParent()))
                .collect(groupingBy(folder -> folder, TreeMap::new, counting()));
        sizes.values().removeIf(size -> size <= MAX_FILES_OF_A_PACKAGE);
        assertThat(sizes)
                .as("packages of more than %s files", MAX_FILES_OF_A_PACKAGE)
                .isEmpty();
    }

    @Test
    void fewNamesStandInTwoModules() {
        Map<String, Set<String>> modules = new TreeMap<>();
        sources.stream()
                .filter(SourceTreeTest::isMain)
                .filter(file -> !file.endsWith("package-info.java"))
                .forEach(file -> modules.computeIfAbsent(file.getFileName().toString(), name -> new TreeSet<>())
                        .add(module(file)));
        modules.values().removeIf(where -> where.size() < 2);
        assertThat(modules).as("classes of one name in several modules").hasSizeLessThanOrEqualTo(MAX_DOUBLED_NAMES);
    }

    @Test
    void nothingIsMadeOfMoreThanEightParts() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        WideParts wide = new WideParts();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask parser = (JavacTask) compiler.getTask(
                    null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(candidates()));
            for (CompilationUnitTree unit : parser.parse()) {
                wide.scan(unit, inTree(Path.of(unit.getSourceFile().toUri())));
            }
        }
        assertThat(wide.found)
                .as("records and constructors of more than %s parts", MAX_PARAMETERS)
                .isEmpty();
    }

    private static List<Path> candidates() {
        return sources;
    }

    /** Records and constructors by their parameters. */
    private static final class WideParts extends TreeScanner<Void, String> {
        private final List<String> found = new ArrayList<>();

        @Override
        public Void visitClass(ClassTree type, String file) {
            if (type.getKind() == Tree.Kind.RECORD) {
                long components = type.getMembers().stream()
                        .filter(member -> member instanceof VariableTree field
                                && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .count();
                note(components, "record " + type.getSimpleName(), file);
            }
            return super.visitClass(type, file);
        }

        @Override
        public Void visitMethod(MethodTree method, String file) {
            if (method.getName().contentEquals("<init>")) {
                note(method.getParameters().size(), "constructor", file);
            }
            return super.visitMethod(method, file);
        }

        private void note(long parts, String what, String file) {
            if (parts > MAX_PARAMETERS) {
                found.add(file + ": " + what + " of " + parts);
            }
        }
    }
}
