package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedIssuersFileTest {
    @TempDir
    private Path folder;

    private Path file;

    private List<TrustedIssuer> read(String text) {
        return read(text, Map.of());
    }

    private List<TrustedIssuer> read(String text, Map<String, String> more) {
        try {
            file = Files.writeString(folder.resolve("issuers.yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("GATEHOUSE_TRUSTED_ISSUERS", file.toString());
        return SettingsReader.read(environment, Optional.empty(), Map.of())
                .access()
                .trustedIssuers();
    }

    private void refuses(String text, String... problems) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StartupException.class)
                .satisfies(failure -> assertThat(failure.getMessage().lines().map(line -> line.replace(file + " ", "")))
                        .containsExactlyInAnyOrder(problems));
    }

    @Test
    void nobodyIsTrustedUnlessNamed() {
        assertThat(SettingsReader.read(Map.of(), Optional.empty(), Map.of())
                        .access()
                        .trustedIssuers())
                .isEmpty();
    }

    @Test
    void littleIsNeeded() {
        assertThat(read("""
                - issuer: https://id.example.org/realms/main
                  audience: gatehouse
                  user-id-claim: preferred_username
                """))
                .containsExactly(new TrustedIssuer(
                        "https://id.example.org/realms/main",
                        Set.of("gatehouse"),
                        Optional.empty(),
                        List.of("scope"),
                        Optional.empty(),
                        new TrustedIssuer.Users(
                                Optional.of("preferred_username"), Optional.empty(), false, Map.of(), Map.of()),
                        TrustedIssuer.Teams.NONE));
    }

    @Test
    void everythingCanBeSaidInJsonToo() {
        assertThat(read("""
                [{"issuer": "http://localhost:8080/x", "audience": ["a", "b"], "jwks-uri": "https://keys.example.org/k",
                  "scope-claim": ["scp", "roles"], "scopes": ["oauth.service.*", "orders.r"], "email-claim": "email",
                  "administrators": true, "clients": {"c": "maria"}, "subjects": {"s": "paul"},
                  "groups-claim": "roles", "teams": {"pay-admins": "payments"}}]
                """))
                .containsExactly(new TrustedIssuer(
                        "http://localhost:8080/x",
                        Set.of("a", "b"),
                        Optional.of(URI.create("https://keys.example.org/k")),
                        List.of("scp", "roles"),
                        Optional.of(List.of("oauth.service.*", "orders.r")),
                        new TrustedIssuer.Users(
                                Optional.empty(),
                                Optional.of("email"),
                                true,
                                Map.of("c", "maria"),
                                Map.of("s", "paul")),
                        new TrustedIssuer.Teams("roles", Map.of("pay-admins", "payments"))));
    }

    @Test
    void noScopesCanBeAllowedAtAll() {
        assertThat(read("- {issuer: 'https://x', audience: a, user-id-claim: sub, scopes: []}"))
                .extracting(TrustedIssuer::scopes)
                .containsExactly(Optional.of(List.of()));
    }

    @Test
    void tellsAllProblemsTogetherWithTheirPlaces() {
        refuses(
                """
                - issuer: http://id.example.org
                  audeince: gatehouse
                  scopes: ["a b", "o*.r"]
                  user-id-claim: sub
                  email-claim: email
                  administrators: "yes"
                  clients: maria
                - audience: []
                """,
                "line 1: audience: is missing; set it to what the 'aud' of its tokens has to name for this server",
                "line 1: issuer: expected an https URL with neither user, query nor fragment; http only to this machine"
                        + " (localhost, 127.0.0.1, [::1])",
                "line 2: audeince: no such member; the nearest is audience",
                "line 3: scopes: expected scopes, or beginnings of scopes followed by *",
                "line 5: email-claim: does not go together with user-id-claim",
                "line 6: administrators: expected true or false",
                "line 7: clients: expected one '<id there>: <user id here>' a line",
                "line 8: issuer: is missing; set it to the 'iss' of its tokens",
                "line 8: audience: expected one or several audiences",
                "line 8: nothing says which user its tokens act as; set one of user-id-claim, email-claim, clients,"
                        + " subjects");
    }

    @Test
    void anIssuerIsListedOnceAndIsNotThisServer() {
        String twice = "- {issuer: 'https://x', audience: a, user-id-claim: sub}\n".repeat(2);

        refuses(twice, "line 2: issuer https://x is already listed above");
        assertThatThrownBy(() -> read(twice.substring(0, twice.length() / 2), Map.of("GATEHOUSE_ISSUER", "https://x")))
                .hasMessage(file + ": issuer https://x is this server itself");
    }

    @Test
    void whatIsNoListIsRefused() {
        refuses("issuer: https://x", "line 1: expected a list of issuers, each starting with '- issuer:'");
        refuses("- x", "line 1: expected the settings of an issuer, starting with '- issuer:'");
        assertThatThrownBy(() -> read("- issuer: [")).hasMessageContaining("issuers.yaml line ");
        assertThatThrownBy(() -> read("# nothing")).hasMessage(file + ": names no issuer");
    }

    @Test
    void problemsAreToldWithThoseOfOtherSettings() {
        assertThatThrownBy(() -> read("- {issuer: 'https://x', audience: a}", Map.of("GATEHOUSE_ADMIN_PORT", "x")))
                .message()
                .contains("GATEHOUSE_ADMIN_PORT", "nothing says which user");
    }
}
