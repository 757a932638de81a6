package dev.gatehouse.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.source.util.JavacTask;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.kinds.SupportedKinds;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFormatTest {
    private static final GatewayAddresses EXAMPLE = GatewayAddresses.of(null, null, null, null);
    private static final String HOSTILE = "/a\"\n'`$x${y}%{z}\\u0022;#<>*/b";

    private static String write(PolicyFormat format, Endpoint... endpoints) {
        return format.write(
                Policy.of(
                        format == PolicyFormat.CADDY ? "shop" : "shop\n\"'",
                        "Shop",
                        "https://id.example.org",
                        "https://id.example.org/shop",
                        List.of(endpoints)),
                EXAMPLE,
                KeptDecisions.NONE);
    }

    private static Endpoint endpoint(String name, String scope) {
        return new Endpoint(name, "operate", scope, null);
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyFormat.class,
            names = {"NGINX", "CADDY", "APACHE"})
    void writesNoCharacterOfARowThatMeansSomething(PolicyFormat format) {
        String hostile = write(format, endpoint(HOSTILE + "@get", "s\"\n'`$x\\"));
        String plain = write(format, endpoint("/plain@get", "plain"));

        assertThat(hostile.lines()).hasSameSizeAs(plain.lines().toList());
        assertThat(count(hostile, '"')).isEqualTo(count(plain, '"'));
        assertThat(count(hostile, '`')).isEqualTo(count(plain, '`'));
        assertThat(count(hostile, '{')).isEqualTo(count(plain, '{'));
        assertThat(count(hostile, '$')).isEqualTo(count(plain, '$'));
    }

    @Test
    void leavesOutWhatNginxRefusesByItself() {
        String written = write(PolicyFormat.NGINX, endpoint("/a@get", "a"), endpoint("/a@trace", "a"));

        assertThat(written).contains("Left out, so refused: /a@trace").doesNotContain("|TRACE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "-1", "1.5", "", "a", "999999999999"})
    void decisionsAreKeptForAMinuteAtMost(String seconds) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> KeptDecisions.of(seconds))
                .withMessageContaining("keepSeconds");
    }

    @ParameterizedTest
    @EnumSource(value = PolicyFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "NGINX")
    void onlyNginxKeepsDecisions(PolicyFormat format) {
        Policy policy = Policy.of(
                "shop",
                "Shop",
                "https://id.example.org",
                "https://id.example.org/shop",
                List.of(endpoint("/a@get", "a")));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> format.write(policy, EXAMPLE, KeptDecisions.of("5")))
                .withMessageContaining("only nginx");
    }

    private static long count(String text, char character) {
        return text.chars().filter(each -> each == character).count();
    }

    @Test
    void whatIsExportedAsOpenApiComesBackTheSame() {
        List<Endpoint> endpoints = List.of(
                new Endpoint("/both@get", "both", "a b", null),
                new Endpoint("/either@post", "either", "a", List.of(List.of("a"), List.of("b", "c"))),
                new Endpoint("/old/{id}@get", "old", "a", null, true, Instant.parse("2027-01-31T00:00:00Z"), null),
                new Endpoint("/open@get", "open", "", null),
                new Endpoint("/pay@post", "pay", "a", null, false, null, 300));

        String document = write(PolicyFormat.OPENAPI, endpoints.toArray(Endpoint[]::new));

        assertThat(new ContractReader(SupportedKinds.all())
                        .read("shop", document.getBytes(StandardCharsets.UTF_8), Optional.empty())
                        .endpoints())
                .isEqualTo(endpoints);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"); evil(); (\"", "\\", "\\u0022", "\n", "ü", "\\\\u000a"})
    void springTextIsOneString(String text) {
        assertThat(problems(write(PolicyFormat.SPRING, endpoint("/a@get", "s" + text))))
                .isEmpty();
        assertThat(problems("class A { String a = " + SpringPolicy.literal(text) + "; }"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyFormat.class,
            names = {"APACHE", "SPRING"})
    void whatDecidesByItselfRefusesWhatNeedsARecentSignIn(PolicyFormat format) {
        String written = write(
                format, new Endpoint("/pay@post", "pay", "a", null, false, null, 300), endpoint("/{x}@post", "a"));

        assertThat(written)
                .contains("Left out, so refused: /pay@post, as this format cannot ask when somebody signed in");
    }

    @Test
    void springHoldsAlternatives() {
        assertThat(write(
                        PolicyFormat.SPRING,
                        new Endpoint("/a/{order-id}@get", "x", "a", List.of(List.of("a", "b"), List.of("c"))),
                        new Endpoint("/any@get", "x", "", List.of(List.of())),
                        endpoint("/open@get", "")))
                .contains(
                        "HttpMethod.valueOf(\"GET\"), \"/a/{p2}\")).access(anyOf(allOf(hasAuthority(\"SCOPE_a\"), hasAuthority(\"SCOPE_b\")), allOf(hasAuthority(\"SCOPE_c\"))))",
                        "\"/any\")).authenticated()",
                        "\"/open\")).permitAll()",
                        ".anyRequest().denyAll()");
    }

    /** What the parser of Java has against it. */
    private static List<?> problems(String source) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var file = new SimpleJavaFileObject(URI.create("string:///ServicePolicy.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(file));
        try {
            task.parse();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return diagnostics.getDiagnostics();
    }

    @ParameterizedTest
    @CsvSource({"NGINX,Query.orders", "CADDY,host/service/action/1", "APACHE,/a@link", "SPRING,/a*b@get", "OPENAPI,/a"})
    void saysWhatAFormatCannotHold(PolicyFormat format, String name) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> write(format, endpoint(name, "a")))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "NGINX,/a@connect",
        "NGINX,Query.orders",
        "CADDY,/a@m-search2",
        "CADDY,host/service/action/1",
        "APACHE,/a@query",
        "SPRING,/a@propfind",
        "OPENAPI,/a@query"
    })
    void leavesOutWhatAFormatHasNoWordForAndSaysSo(PolicyFormat format, String name) {
        String both = write(format, endpoint(name, "a"), endpoint("/b@get", "a"));
        String alone = write(format, endpoint("/b@get", "a"));

        assertThat(both).contains(format == PolicyFormat.OPENAPI ? "\"x-left-out\":[\"" + name + "\"]" : name);
        assertThat(both.lines().filter(line -> !line.contains("Left out")).toList())
                .hasSameSizeAs(alone.lines().toList());
    }

    @ParameterizedTest
    @EnumSource
    void ofNothingNothingIsAllowed(PolicyFormat format) {
        assertThat(write(format)).isNotBlank().doesNotContain("Left out");
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyFormat.class,
            names = {"NGINX", "CADDY"})
    void whatAsksForDecisionsHoldsEveryMethod(PolicyFormat format) {
        assertThat(write(format, endpoint("/a@query", "a"), endpoint("/a@m-search", "a")))
                .contains("QUERY", "M-SEARCH")
                .doesNotContain("Left out");
    }

    @Test
    void nginxIsNotGivenAWordThatItCannotRead() {
        String path = "/" + "ü".repeat(511);

        assertThat(write(PolicyFormat.NGINX, endpoint(path + "@get", "a"), endpoint("/short@get", "a")))
                .contains("# Left out, so refused: /???", "as nginx reads no word that long", ":/short")
                .doesNotContain("\\xc3\\xbc");
        assertThat(write(PolicyFormat.CADDY, endpoint(path + "@get", "a"))).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a:1;evil", "https://a:1", "http://a", "http://a:1/x", "http://$a:1", "http://a b:1"})
    void refusesPlacesThatAreMoreThanAPlace(String url) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> GatewayAddresses.of(null, url, null, null));
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> GatewayAddresses.of(null, null, url, null));
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> GatewayAddresses.of(url, null, null, null));
    }
}
