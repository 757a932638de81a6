package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.LauncherSandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real launcher scripts in a copied house with a made-up JDK and Maven. */
class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherSandbox sandbox;

    @BeforeEach
    void layOut() throws IOException {
        sandbox = LauncherSandbox.in(folder.resolve("a folder with spaces"));
    }

    @Test
    void saysWhatToInstallWhereThereIsNoJdk() throws Exception {
        Outcome outcome = sandbox.run("server");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("needs a JDK 25 or newer and found none", "temurin-25-jdk");
    }

    @Test
    void passesOverOlderJdksAndRuntimesWithoutCompiler() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("17", "17.0.15");
        Files.delete(sandbox.addJdk("25-runtime", "25.0.1").resolve("bin/javac"));
        assertThat(sandbox.run("--version").status()).isEqualTo(1);

        Path jdk = sandbox.addJdk("26", "26-ea");
        assertThat(sandbox.run("--version").out()).contains("java-home " + jdk);
    }

    @Test
    void javaHomeComesFirstAndPathSecond() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("found", "25.0.3");
        Path onPath = sandbox.addJdkOnPath("25.0.2");
        assertThat(sandbox.run("--version").out()).contains("java-home " + onPath);

        Path named = sandbox.addJdkElsewhere("25");
        assertThat(sandbox.with("JAVA_HOME", named.toString()).run("--version").out())
                .contains("java-home " + named);
    }

    @Test
    void anOlderJavaHomeIsPassedOver() throws Exception {
        sandbox.addBuiltJar();
        Path jdk = sandbox.addJdk("25", "25.0.3");
        Path old = sandbox.addJdkElsewhere("21.0.1");

        assertThat(sandbox.with("JAVA_HOME", old.toString()).run("--version").out())
                .contains("java-home " + jdk);
    }

    @Test
    void runsThroughASymlinkFromAnyFolderAndKeepsArgumentsWhole() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("25", "25.0.3");
        Path link = Files.createSymbolicLink(folder.resolve("gh"), Path.of("a folder with spaces/house/bin/gatehouse"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), link);

        Outcome outcome = sandbox.runScript(second, "server", "--data", "my data", "*");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("argument server\nargument --data\nargument my data\nargument *\n")
                .contains("argument -jar\nargument " + sandbox.jar() + "\n")
                .contains("folder " + folder.toRealPath() + "\n");
    }

    @Test
    void refusesAFolderWithAColonInItsName() throws Exception {
        Path script = Files.createDirectories(folder.resolve("a:b/bin")).resolve("gatehouse");
        Files.copy(Path.of(System.getProperty("gatehouse.root"), "bin/gatehouse"), script);

        Outcome outcome = sandbox.runScript(script, "server");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("a colon in its name").hasLineCount(1);
    }

    @Test
    void onlyOneOfSeveralServersWritesTheClassArchive() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("25", "25.0.3");
        sandbox.with("FAKE_SECONDS", "0.5");

        List<Outcome> outcomes = sandbox.runAtOnce(3, "server");

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.out().contains("AutoCreateSharedArchive"))
                .hasSize(LauncherSandbox.HAS_FLOCK ? 1 : 3);
    }

    @Test
    void handsJavaOptionsOn() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("25", "25.0.3");

        assertThat(sandbox.with("GATEHOUSE_JAVA_OPTIONS", "-Xmx1g -Dx=*")
                        .run("server")
                        .out())
                .contains("argument -Xmx1g\nargument -Dx=*\n");
    }

    @Test
    void theExitStatusIsThatOfTheProgram() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("25", "25.0.3");

        assertThat(sandbox.with("FAKE_STATUS", "7").run("server").status()).isEqualTo(7);
    }

    @Test
    void buildsOnceAndThenNoMore() throws Exception {
        Path jdk = sandbox.addJdk("25", "25.0.3");
        sandbox.addMaven();

        Outcome first = sandbox.run("--version");
        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("building once");
        assertThat(first.out()).doesNotContain("Maven");
        assertThat(sandbox.run("--version").err()).isEmpty();
        assertThat(sandbox.builds()).containsExactly("JAVA_HOME=" + jdk);
    }

    @Test
    void buildsAgainWhenASourceOrContractIsNewer() throws Exception {
        sandbox.addJdk("25", "25.0.3");
        sandbox.addMaven();
        sandbox.run("--version");
        for (String source : List.of("server/src/main/java/A.java", "contracts/registry.yaml", "pom.xml")) {
            int before = sandbox.builds().size();
            sandbox.touch(source, Instant.now().plusSeconds(1));

            sandbox.run("--version");

            assertThat(sandbox.builds()).as(source).hasSize(before + 1);
            sandbox.touch(source, Instant.now().minusSeconds(60));
        }
    }

    @Test
    void twoStartsAtOnceBuildOnlyOnce() throws Exception {
        sandbox.addJdk("25", "25.0.3");
        sandbox.addMaven();

        List<Outcome> outcomes = sandbox.runAtOnce(3, "--version");

        assertThat(outcomes).allMatch(outcome -> outcome.status() == 0);
        assertThat(sandbox.builds()).hasSize(1);
    }

    @Test
    void twoStartsAtOnceBuildOnlyOnceWithoutFlock() throws Exception {
        sandbox.addJdk("25", "25.0.3");
        sandbox.addMaven();
        sandbox.removeTool("flock");

        List<Outcome> outcomes = sandbox.runAtOnce(3, "--version");

        assertThat(outcomes).allMatch(outcome -> outcome.status() == 0);
        assertThat(sandbox.builds()).hasSize(1);
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        sandbox.addJdk("25", "25.0.3");

        Outcome outcome = sandbox.run("server");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("needs Maven").hasLineCount(1);
    }

    @Test
    void aFailedBuildStartsNothing() throws Exception {
        sandbox.addJdk("25", "25.0.3");
        sandbox.addMaven();

        Outcome outcome = sandbox.with("FAKE_BUILD_FAILS", "yes").run("server");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("the build failed");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void forgetsTheClassArchiveOfAnEarlierBuildAndOfAFailedStart() throws Exception {
        sandbox.addBuiltJar();
        sandbox.addJdk("25", "25.0.3");

        Path small = sandbox.addArchive(1_000, Instant.now().plusSeconds(60));
        sandbox.run("server");
        assertThat(small).doesNotExist();

        Path old = sandbox.addArchive(17 << 20, Instant.now().minusSeconds(60));
        sandbox.run("server");
        assertThat(old).doesNotExist();

        Path good = sandbox.addArchive(17 << 20, Instant.now().plusSeconds(60));
        assertThat(sandbox.run("server").out()).contains("argument -XX:SharedArchiveFile=" + good + "\n");
        assertThat(good).exists();
    }
}
