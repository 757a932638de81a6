package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Whom we ask what time it is. */
class ClocksTest {
    /** Machines may be minutes wrong. Ours is asked how long something took, for log lines, and for the header Date. */
    @Test
    void s32_whatTimeItIsTheDatabaseSays() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.gatehouse.client..", "dev.gatehouse.logging..")
                .and()
                .doNotHaveSimpleName("DatabaseClock")
                .and()
                .doNotHaveSimpleName("Stopwatch")
                .and()
                .doNotHaveSimpleName("ResponseWriter")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callConstructor(Date.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.gatehouse"));
    }
}
