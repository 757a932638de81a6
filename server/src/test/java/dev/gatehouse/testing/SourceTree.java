package dev.gatehouse.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of the repository as they were written, without what builds and tests make beside them. */
public final class SourceTree {
    public static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));

    /** Other tests write there at the same time, and what was listed may be gone at the next step. */
    private static final Set<String> MADE = Set.of("target", "node_modules");

    private static final String DATA_OF_A_SERVER = "data";

    private SourceTree() {}

    /** Sorted by path; {@code wanted} is asked with each file's path below the root, with slashes. */
    public static List<Path> files(Predicate<String> wanted) throws IOException {
        return files(ROOT, wanted);
    }

    static List<Path> files(Path root, Predicate<String> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isMade(root, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (wanted.test(below(root, file))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    private static boolean isMade(Path root, Path folder) {
        String path = below(root, folder);
        String name = folder.getFileName().toString();
        return !path.isEmpty() && (MADE.contains(name) || name.startsWith(".") || path.equals(DATA_OF_A_SERVER));
    }

    /** The path of a file below the root, with slashes. */
    public static String below(Path file) {
        return below(ROOT, file);
    }

    private static String below(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
