package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The package table of docs/architecture.md, held by a test. */
class ArchitectureTest {
    private static final String ROOT = "dev.gatehouse";

    /** What each package may know of ours. A package that is not listed fails the test. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("decision", Set.of()),
            Map.entry("logging", Set.of("config")),
            Map.entry("http", Set.of("config")),
            Map.entry("store", Set.of("config", "http")),
            Map.entry("keys", Set.of("config")),
            Map.entry("contract", Set.of("http")),
            Map.entry("audit", Set.of("http", "store")),
            Map.entry("users", Set.of("audit", "http", "store")),
            Map.entry("clients", Set.of("audit", "http", "store")),
            Map.entry("registry", Set.of("audit", "clients", "contract", "http", "store")),
            Map.entry("pages", Set.of("http")),
            Map.entry("oauth", Set.of("audit", "clients", "http", "keys", "pages", "store", "users")),
            Map.entry("vault", Set.of("audit", "http", "keys", "pages", "store")),
            Map.entry("access", Set.of("config", "contract", "decision", "http", "store")),
            Map.entry("operations", Set.of("http")));

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @AfterAll
    static void forget() {
        classes = null;
    }

    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    @Test
    void packagesKnowWhatTheTableAllows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = feature(type);
            if (from.isEmpty() || from.equals("cli")) {
                continue;
            }
            Set<String> known = type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::feature)
                    .filter(to -> !to.equals(from))
                    .collect(Collectors.toSet());
            known.removeAll(MAY_KNOW.getOrDefault(from, Set.of()));
            known.forEach(to -> violations.add(type.getName() + " knows " + to));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = classes.stream().map(ArchitectureTest::feature).collect(Collectors.toSet());
        packages.removeAll(Set.of("", "cli"));

        assertThat(packages).isEqualTo(MAY_KNOW.keySet());
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlyTheHttpAdapterAndTheWiringKnowVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".http..", ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(classes);
    }

    @Test
    void routesHoldNoSql() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Routes")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..")
                .check(classes);
    }

    @Test
    void nothingReadsDocumentsWithADatabaseInMind() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..")
                .check(classes);
    }
}
