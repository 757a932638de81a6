package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.AccessLog;
import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class SettingsReaderTest {
    @TempDir
    private Path folder;

    @Test
    void everythingHasADefault() {
        Settings settings = read(Map.of());

        assertThat(settings.data()).isAbsolute().endsWithRaw(Path.of("data"));
        assertThat(settings.masterKey().file()).isEqualTo(settings.data().resolve("master.key"));
        assertThat(settings.listeners().admin()).isEqualTo(new Settings.Listener("127.0.0.1", 6883, Optional.empty()));
        assertThat(settings.listeners().open()).isEqualTo(new Settings.Listener("127.0.0.1", 8888, Optional.empty()));
        assertThat(settings.database())
                .isEqualTo(new Settings.Database(
                        Optional.empty(),
                        16,
                        Duration.ofSeconds(3),
                        new Settings.Retention(
                                new Settings.Kept(Optional.empty(), 730),
                                new Settings.Kept(Optional.empty(), 100),
                                new Settings.Kept(Optional.empty(), 730),
                                400)));
        assertThat(settings.access().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.log()).isEqualTo(new Settings.Log(AccessLog.CHANGES, LogFormat.TEXT, Level.INFO));
        long partOfHeap = Math.max(32, Runtime.getRuntime().maxMemory() / 1024 / 1024 / 8);
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(75),
                        10_000,
                        512,
                        Math.min(partOfHeap, 256) * 1024 * 1024,
                        partOfHeap * 1024 * 1024,
                        100_000));
    }

    @Test
    void theFileOverridesTheDefaults() {
        Settings settings = readFile("""
                # comments and quotes are YAML's
                admin-port: 7000
                access-log: off
                log-level: "debug"
                issuer:
                """);

        assertThat(settings.listeners().admin().port()).isEqualTo(7000);
        assertThat(settings.log().access()).isEqualTo(AccessLog.OFF);
        assertThat(settings.log().level()).isEqualTo(Level.DEBUG);
        assertThat(settings.listeners().issuer()).isEmpty();
        assertThat(settings.listeners().open().port()).isEqualTo(8888);
    }

    @Test
    void theEnvironmentOverridesTheFileAndTheCommandLineBoth() {
        Path file = write("admin-port: 7000\npublic-port: 7001\nbind: 127.0.0.2\n");
        Map<String, String> environment = Map.of(
                "GATEHOUSE_CONFIG",
                file.toString(),
                "GATEHOUSE_ADMIN_PORT",
                "7100",
                "GATEHOUSE_PUBLIC_PORT",
                "7101",
                "PATH",
                "/bin");

        Settings settings = SettingsReader.read(environment, Optional.empty(), Map.of(Setting.ADMIN_PORT, "7200"));

        assertThat(settings.listeners().admin()).isEqualTo(new Settings.Listener("127.0.0.2", 7200, Optional.empty()));
        assertThat(settings.listeners().open().port()).isEqualTo(7101);
    }

    @Test
    void theFileOfTheCommandLineReplacesTheOneOfTheEnvironment() {
        Path file = write("admin-port: 7000");

        Settings settings =
                SettingsReader.read(Map.of("GATEHOUSE_CONFIG", "/nowhere.yaml"), Optional.of(file), Map.of());

        assertThat(settings.listeners().admin().port()).isEqualTo(7000);
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(read(Map.of("GATEHOUSE_ADMIN_PORT", " ")).listeners().admin().port())
                .isEqualTo(6883);
    }

    @Test
    void anEmptyFlagIsRefused() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Optional.empty(), Map.of(Setting.DATA, "")))
                .isInstanceOf(StartupException.class)
                .hasMessage("--data: \"\" is not accepted, expected a path");
    }

    @Test
    void tellsAllProblemsTogetherWithTheirPlaces() {
        Path file = write("admin-prot: 1\npublic-port: [1]\nlog-format: xml\nlog-format: json\n");
        Map<String, String> environment = Map.of(
                "GATEHOUSE_ISSUER_URL", "http://x", "GATEHOUSE_LOG_LEVEL", "loud", "GATEHOUSE_PUBLIC_TLS_KEY", "");

        assertThatThrownBy(() -> SettingsReader.read(
                        environment, Optional.of(file), Map.of(Setting.BIND, "nowhere", Setting.ADMIN_PORT, "8888")))
                .isInstanceOf(StartupException.class)
                .satisfies(
                        failure -> assertThat(failure.getMessage().lines())
                                .containsExactlyInAnyOrder(
                                        file + " line 1: admin-prot: no such setting; the nearest is admin-port",
                                        file + " line 2: public-port: expected a single value",
                                        file + " line 4: log-format: is already set in this file, at " + file
                                                + " line 3: log-format",
                                        file
                                                + " line 3: log-format: \"xml\" is not accepted, expected one of text, json",
                                        "GATEHOUSE_ISSUER_URL: no such setting; the nearest is GATEHOUSE_ISSUER",
                                        "GATEHOUSE_LOG_LEVEL: \"loud\" is not accepted, expected one of error, warn, info,"
                                                + " debug, trace",
                                        "--bind: \"nowhere\" is not accepted, expected an IP address or localhost",
                                        "public-port (default): is 8888, as is --admin-port; each listener needs its own port"));
    }

    @Test
    void whatIsKeptIsWhatIsSetElseWhatTheDatabaseIsUsedTo() {
        Settings.Kept unset = read(Map.of()).database().retention().auditDays();
        assertThat(unset.in(false)).isEqualTo(730);
        assertThat(unset.in(true)).isZero();
        Settings.Kept forEver =
                read(Map.of("GATEHOUSE_AUDIT_DAYS", "0")).database().retention().auditDays();
        assertThat(forEver.in(false)).isZero();
        Settings.Kept versions = read(Map.of("GATEHOUSE_CONTRACT_VERSIONS", "7"))
                .database()
                .retention()
                .contractVersions();
        assertThat(versions.in(true)).isEqualTo(7);
        Settings.Events events =
                read(Map.of("GATEHOUSE_EVENT_DAYS", "9")).vault().events();
        assertThat(events.deliveriesKept()).isEqualTo(Duration.ofDays(9));
        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_DELIVERY_DAYS", "31")))
                .hasMessage(
                        "GATEHOUSE_DELIVERY_DAYS: is 31, but must not be more than event-days (default), which is 30");
    }

    @Test
    void variablesOfTheLauncherAndOfKubernetesAreNotSettings() {
        Settings settings = read(Map.of(
                "GATEHOUSE_HOME", "/opt/gatehouse",
                "GATEHOUSE_JAVA_OPTIONS", "-Xmx1g",
                "GATEHOUSE_CORPUS", "/corpus",
                "GATEHOUSE_SERVICE_HOST", "10.0.0.1",
                "GATEHOUSE_SERVICE_PORT_ADMIN", "6883",
                "GATEHOUSE_PORT", "tcp://10.0.0.1:6883",
                "GATEHOUSE_PORT_6883_TCP_ADDR", "10.0.0.1"));

        assertThat(settings).isEqualTo(read(Map.of()));
    }

    @Test
    void aPortOfNoListenerIsNotTakenForKubernetes() {
        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_PORT", "80"))).hasMessageContaining("no such setting");
    }

    @Test
    void saysWhereTheFileIsBroken() {
        assertThatThrownBy(() -> readFile("admin-port: 1\n  bind: x\n"))
                .isInstanceOf(StartupException.class)
                .hasMessageMatching(".*gatehouse.yaml line 2: .+");
        assertThatThrownBy(() -> readFile("- admin-port\n"))
                .hasMessageContaining("line 1: expected one 'setting: value'");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Optional.of(folder.resolve("none")), Map.of()))
                .hasMessage(folder.resolve("none") + ": cannot be read: no such file");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.yaml"), "bind: ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Optional.of(file), Map.of()))
                .hasMessage(file + ": cannot be read: not UTF-8");
    }

    @Test
    void anEmptyFileSetsNothing() {
        assertThat(readFile("# nothing yet\n")).isEqualTo(read(Map.of()));
    }

    @Test
    void whoSaysWhereConnectionsComeFromIsNamed() {
        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_PROXY_PROTOCOL", "public")))
                .hasMessage("GATEHOUSE_PROXY_PROTOCOL: needs trusted-proxies too");

        Settings settings = read(Map.of("GATEHOUSE_PROXY_PROTOCOL", "both", "GATEHOUSE_TRUSTED_PROXIES", "10.0.0.0/8"));
        assertThat(settings.listeners().proxyProtocol()).isEqualTo(ProxyProtocol.BOTH);
        assertThat(read(Map.of("GATEHOUSE_PROXY_PROTOCOL", "off")).listeners().proxyProtocol())
                .isEqualTo(ProxyProtocol.OFF);
    }

    @Test
    void certificateAndKeyGoTogether() {
        Path certificate = write("certificate");

        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_ADMIN_TLS_CERTIFICATE", certificate.toString())))
                .hasMessage("GATEHOUSE_ADMIN_TLS_CERTIFICATE: needs admin-tls-key too");
        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_PUBLIC_TLS_KEY", certificate.toString())))
                .hasMessage("GATEHOUSE_PUBLIC_TLS_KEY: needs public-tls-certificate too");

        Settings settings = read(Map.of(
                "GATEHOUSE_PUBLIC_TLS_CERTIFICATE", certificate.toString(),
                "GATEHOUSE_PUBLIC_TLS_KEY", certificate.toString()));
        assertThat(settings.listeners().open().tls()).contains(new Settings.Tls(certificate, certificate));
        assertThat(settings.listeners().issuerAt(1234)).hasToString("https://localhost:1234");
        assertThat(settings.listeners().adminUrlAt(1235)).hasToString("http://localhost:1235");
    }

    @Test
    void aMissingCertificateIsTold() {
        assertThatThrownBy(() -> read(Map.of(
                        "GATEHOUSE_ADMIN_TLS_CERTIFICATE",
                        folder + "/none.pem",
                        "GATEHOUSE_ADMIN_TLS_KEY",
                        folder + "")))
                .message()
                .hasLineCount(2)
                .contains("none.pem\" is not accepted, expected a file that this process may read");
    }

    @Test
    void dataMustNotBeAFile() {
        Path file = write("");

        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_DATA", file.toString())))
                .hasMessage("GATEHOUSE_DATA: " + file + " is a file, not a folder");
    }

    @Test
    void urlsFollowTheAddressUnlessTheyAreSet() {
        assertThat(read(Map.of("GATEHOUSE_BIND", "0.0.0.0")).listeners().issuerAt(8888))
                .hasToString("http://localhost:8888");
        assertThat(read(Map.of("GATEHOUSE_BIND", "::1")).listeners().issuerAt(8888))
                .hasToString("http://localhost:8888");
        assertThat(read(Map.of("GATEHOUSE_BIND", "192.0.2.7")).listeners().issuerAt(8888))
                .hasToString("http://192.0.2.7:8888");
        assertThat(read(Map.of("GATEHOUSE_BIND", "2001:db8::7")).listeners().adminUrlAt(1))
                .hasToString("http://[2001:db8:0:0:0:0:0:7]:1");
        assertThat(read(Map.of("GATEHOUSE_ISSUER", "https://id.example.org"))
                        .listeners()
                        .issuerAt(8888))
                .isEqualTo(URI.create("https://id.example.org"));
    }

    @Test
    void anIssuerIsAPlainWebAddress() {
        for (String bad : new String[] {
            "id.example.org", "ftp://x", "https://", "https://me@x", "https://x?y", "https://x#y", "https://x y"
        }) {
            assertThatThrownBy(() -> read(Map.of("GATEHOUSE_ISSUER", bad)))
                    .as(bad)
                    .hasMessageStartingWith("GATEHOUSE_ISSUER: \"" + bad + "\" is not accepted");
        }
    }

    @Test
    void s9_thePasswordOfTheDatabaseIsNeverShown() {
        Settings settings = read(Map.of(
                "GATEHOUSE_DATABASE_URL", "postgresql://gate:hush%21@db1,db2:5433/gatehouse?password=hush!&ssl=true"));

        assertThat(settings.toString())
                .contains("postgresql://db1,db2:5433/gatehouse")
                .doesNotContain("hush", "gate:");
        assertThat(settings.database().url().orElseThrow().value()).contains("hush");
        assertThatThrownBy(() -> read(Map.of("GATEHOUSE_DATABASE_URL", "mysql://gate:hush@db/gatehouse")))
                .hasMessageStartingWith("GATEHOUSE_DATABASE_URL: the value is not accepted")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void takesBothSpellingsOfADatabaseUrl() {
        for (String url : new String[] {"jdbc:postgresql://db/x?user=a", "postgresql://a@db/x", "postgres://a@db/x"}) {
            assertThat(read(Map.of("GATEHOUSE_DATABASE_URL", url)).database().url())
                    .contains(new DatabaseUrl(url));
        }
    }

    private Settings readFile(String yaml) {
        return SettingsReader.read(Map.of(), Optional.of(write(yaml)), Map.of());
    }

    private static Settings read(Map<String, String> environment) {
        return SettingsReader.read(environment, Optional.empty(), Map.of());
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("gatehouse.yaml"), text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
