package dev.gatehouse.contract;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.gatehouse.contract.kinds.SupportedKinds;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps kinds of contracts apart from each other and from everything else. */
class ContractArchitectureTest {
    private static final String ROOT = "dev.gatehouse..";
    private static final String CONTRACT = "dev.gatehouse.contract..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gatehouse");

    static Stream<String> kinds() {
        return SupportedKinds.all().list().stream().map(kind -> kind.getClass().getPackageName());
    }

    private static ArchRule onlyTheListNames(String kind) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(kind + "..")
                .and()
                .doNotHaveFullyQualifiedName(SupportedKinds.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(kind + "..");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingButTheListOfKindsNamesOne(String kind) {
        onlyTheListNames(kind).check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aClassThatNamesAKindWouldBeFound(String kind) {
        JavaClasses offending = new ClassFileImporter().importClasses(ContractKindsTest.class);

        assertThat(onlyTheListNames(kind).evaluate(offending).hasViolation()).isTrue();
    }

    @Test
    void contractsKnowOurErrorsWhatPathsMeanAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(CONTRACT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT)
                        .and(not(resideInAnyPackage(
                                CONTRACT, "dev.gatehouse.api..", "dev.gatehouse.crypto", "dev.gatehouse.decision.."))))
                .check(CLASSES);
    }

    @Test
    void neitherPackagesNorFilesFormCycles() {
        JavaClasses ours = CLASSES.that(resideInAPackage(CONTRACT));

        slices().assignedFrom(by("packages", JavaClass::getPackageName))
                .should()
                .beFreeOfCycles()
                .check(ours);
        slices().assignedFrom(by("files", ContractArchitectureTest::file))
                .should()
                .beFreeOfCycles()
                .check(ours);
    }

    private static String file(JavaClass type) {
        return type.getName().split("\\$", 2)[0];
    }

    private static SliceAssignment by(String what, Function<JavaClass, String> name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(name.apply(type));
            }

            @Override
            public String getDescription() {
                return what;
            }
        };
    }

    @Test
    void nothingReadsDocumentsWithADatabaseInMind() {
        noClasses()
                .that()
                .resideInAPackage(CONTRACT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..")
                .check(CLASSES);
    }
}
