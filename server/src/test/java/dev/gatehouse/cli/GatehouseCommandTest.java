package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.settings.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GatehouseCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void aloneItPrintsItsHelp() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: gatehouse", "server", "--version");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("gatehouse ").contains("Java " + Runtime.version());
    }

    @Test
    void theHelpOfTheServerListsEverySetting() {
        assertThat(run("server", "--help")).isZero();
        assertThat(out.toString())
                .contains("--data=PATH", "--bind=ADDRESS", "--admin-port=N", "--public-port=N", "--config=FILE");
        for (Setting<?> setting : Setting.all()) {
            assertThat(out.toString()).contains(setting.key(), setting.environmentVariable(), setting.meaning());
        }
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearestOne() {
        assertThat(run("server", "--admin-prot=1")).isEqualTo(2);
        assertThat(err.toString()).contains("--admin-prot", "--admin-port");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongSettingsAreToldInALineEachWithoutAStackTrace() {
        environment.put("GATEHOUSE_LOG_LEVEL", "loud");

        assertThat(run("server", "--admin-port", "none")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("gatehouse: "))
                .anyMatch(line -> line.contains("--admin-port: \"none\""))
                .anyMatch(line -> line.contains("GATEHOUSE_LOG_LEVEL: \"loud\""));
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        CommandLine command = GatehouseCommand.commandLine(environment, log -> {}, settings -> {
            throw new StartupException("not in this test");
        });
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
