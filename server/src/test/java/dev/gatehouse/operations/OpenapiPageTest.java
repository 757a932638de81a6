package dev.gatehouse.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenapiPageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final Api listener = TestServer.shared().admin();

    private List<String> references() {
        return REFERENCE
                .matcher(listener.get("/openapi").expect(200).text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void thePageFindsEverythingItRefersTo() {
        assertThat(references())
                .contains("/openapi/page/page.js", "/openapi/page/swagger-ui-bundle.js", "?contract=registry")
                .filteredOn(reference -> !reference.startsWith("data:"))
                .allSatisfy(reference -> listener.get(reference.startsWith("?") ? "/openapi" + reference : reference)
                        .expect(200));
    }

    @Test
    void s10_thePageLoadsNothingFromElsewhereAndRunsNoScriptOfItsOwn() {
        Answer page = listener.get("/openapi");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(page.text()).doesNotContain("<script>", " style=", " onclick=");
        assertThat(references()).noneMatch(reference -> reference.contains("//"));
    }

    @Test
    void thePageSpeaksToThisServerAlone() {
        assertThat(listener.get("/openapi").header("Content-Security-Policy"))
                .endsWith("connect-src 'self' " + TestServer.shared().publicUrl() + "/");
    }

    @Test
    void s10_theRedirectPageSpeaksToNobodyAndIsNotKept() {
        Answer page = listener.get("/openapi/oauth2-redirect?code=x&state=y&iss=z&more=%22")
                .expect(200);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("connect-src", "unsafe");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.text())
                .contains("src=\"/openapi/page/oauth2-redirect.js\"")
                .doesNotContain("<script>");
        listener.get("/openapi/page/oauth2-redirect.js").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "clients", "users", "oauth", "operations"})
    void contractsAreServedWithTheAddressesOfTheIssuer(String name) throws Exception {
        Path file = Path.of(System.getProperty("gatehouse.root", ".."), "contracts", name + ".yaml");
        String issuer = TestServer.shared().publicUrl().toString();

        Answer answer = listener.get("/openapi/contract/" + name + ".yaml").expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.text())
                .contains("authorizationUrl: " + issuer + "/oauth2/code", "tokenUrl: " + issuer + "/oauth2/token")
                .isEqualTo(Files.readString(file)
                        .replace("Url: http://localhost:8888/oauth2/", "Url: " + issuer + "/oauth2/"));
        listener.get("/openapi/contract/" + name + ".yaml", "If-None-Match", answer.entityTag())
                .expect(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi/contract/registry",
                "/openapi/contract/..%2Fregistry.yaml",
                "/openapi/contract/more.yaml",
                "/openapi/page/page.html",
                "/openapi/page/..%2Fpage.js"
            })
    void nothingElseIsRead(String path) {
        listener.get(path).expectError(404, "ERR10007", "INVALID_REQUEST_PATH");
    }
}
