package dev.gatehouse.contract.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.kinds.SupportedKinds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of several files become one, and nothing gets out of them. */
class BundlerTest {
    private static final ContractKinds KINDS = SupportedKinds.all();
    private static final ContractReader READER = new ContractReader(KINDS);

    private static final Map<String, String> FILES = Map.of(
            "api/openapi.yaml", """
            openapi: 3.1.0
            info: {title: Shop, version: '1'}
            servers: [{$ref: servers.yaml#/production}]
            paths:
              /orders: {$ref: './paths/orders.yaml'}
              /orders/{id}: {$ref: 'paths/a%20b~c.json'}
            components:
              securitySchemes: {oauth: {$ref: '../common/schemes.yaml#/oauth'}}
              schemas: {Order: {properties: {example: {$ref: schemas/order.yaml}}}}
            """,
            "api/servers.yaml", "production: {url: /v1}",
            "api/paths/orders.yaml", """
            get: {$ref: '#/x-operations/list'}
            post: {$ref: '../../common/operations.yaml#/write'}
            x-operations: {list: {operationId: list, security: [{oauth: [orders.r]}]}}
            """,
            "api/paths/a b~c.json", "{\"delete\": {\"$ref\": \"../openapi.yaml#/paths/~1orders/post\"}}",
            "api/schemas/order.yaml", "type: object",
            "common/operations.yaml", "write: {operationId: write, security: [{oauth: [orders.w]}]}",
            "common/schemes.yaml", "oauth: {type: oauth2, flows: {implicit: {scopes: {orders.r: Read}}}}",
            "README.md", "# not looked at",
            "common/unused.yaml", ": [ not even YAML");

    @Test
    void followsReferencesFromFileToFile() {
        Bundle bundle = bundle(FILES);

        Contract contract = read(bundle);
        assertThat(contract.mediaType()).isEqualTo("application/json");
        assertThat(contract.endpoints())
                .containsExactly(
                        new Endpoint("/v1/orders/{id}@delete", "write", "orders.w", List.of()),
                        new Endpoint("/v1/orders@get", "list", "orders.r", List.of()),
                        new Endpoint("/v1/orders@post", "write", "orders.w", List.of()));
        assertThat(contract.scopes()).containsEntry("orders.r", "Read");
        assertThat(contract.notes()).isEmpty();
        assertThat(new String(bundle.document(), StandardCharsets.UTF_8))
                .contains("\"$ref\": \"#/x-files/api~1schemas~1order.yaml\"")
                .contains("\"$ref\": \"#/x-files/api~1paths~1a%20b~0c.json\"")
                .doesNotContain("unused");
        assertThat(bundle(FILES).document()).isEqualTo(bundle.document());
    }

    @Test
    void takesTheSameFromAForm() {
        byte[] form = Archive.form("x-Y", FILES);

        Bundle bundle = new Bundler(FormFiles.of(form, FormFiles.boundary("Multipart/Form-Data; boundary=\"x-Y\"")))
                .bundle(Optional.empty(), KINDS::begins);

        assertThat(read(bundle).endpoints()).isEqualTo(read(bundle(FILES)).endpoints());
    }

    @Test
    void leavesTheOnlyFileAsItCame() {
        String document = "openapi: 3.0.0 # as it came\npaths: {}\n";

        assertThat(bundle(Map.of("a/b.yml", document, "other.json", "{}")).document())
                .isEqualTo(document.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(Map.of("a.yaml", "x: 1\n\ny: [", "openapi.yaml", "openapi: 3.0.0\nx: {$ref: a.yaml}")))
                .contains("line 3, column 5: in a.yaml: it is not valid YAML");
    }

    @Test
    void namesThePlaceInTheFileThatWasSent() {
        Bundle bundle = bundle(Map.of(
                "openapi.yaml", "openapi: 3.0.0\n\n\npaths: {/a: {$ref: a.yaml}}",
                "a.yaml", "# a comment\nget:\n  security:\n  - oauth: [a]\n"));

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> read(bundle));

        assertThat(bundle.located(refusal))
                .hasMessageContaining("line 4, column 5: in a.yaml: security scheme 'oauth' is not declared")
                .satisfies(located -> assertThat(located.members()).containsEntry("line", 4));
    }

    @Test
    void findsFilesByWhatTheyCallThemselves() {
        Bundle bundle = bundle(
                Map.of(
                        "one.yaml",
                        "openapi: 3.2.0\n$self: https://x.example/api\npaths: {/a: {$ref: 'shared/items#/components/pathItems/a'}}",
                        "two.yaml",
                        "openapi: 3.2.0\n$self: https://x.example/shared/items\ncomponents: {pathItems: {a: {get: {$ref: '#/x-d'}}}}\nx-d: {operationId: d}"),
                "one.yaml");

        assertThat(read(bundle).endpoints()).extracting(Endpoint::operation).containsExactly("d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "paths: {/a: {$ref: none.yaml}}               | line 2, column 20: in openapi.yaml: $ref 'none.yaml' leads to no JSON or YAML file that was sent",
                "paths: {/a: {$ref: ../../etc/passwd.yaml}}   | leads to no JSON or YAML file that was sent",
                "paths: {/a: {$ref: /a.yaml}}                 | leads to no JSON or YAML file that was sent",
                "paths: {/a: {$ref: 'https://h/a.yaml'}}      | $ref 'https://h/a.yaml' leads to no JSON or YAML file that was sent; nothing is fetched",
                "paths: {/a: {$ref: 'file:///etc/a.yaml'}}    | nothing is fetched",
                "paths: {/a: {$ref: 'a%2F..%2Fb.yaml'}}       | leads to no JSON or YAML file",
                "paths: {/a: {$ref: 'a.yaml'}}\\nx-files: {}  | in openapi.yaml: 'x-files' is where other files are put; rename it",
            })
    void refusesReferencesThatLeadElsewhere(String part, String message) {
        assertThat(refusal(Map.of(
                        "openapi.yaml",
                        "openapi: 3.0.0\n" + part.replace("\\n", "\n"),
                        "a.yaml",
                        "get: {}",
                        "b.txt",
                        "")))
                .contains(message);
    }

    @Test
    void takesNoNoticeOfReferencesInData() {
        Bundle bundle = bundle(Map.of("openapi.yaml", """
                openapi: 3.0.0
                x-a: {$ref: 'https://x'}
                paths: {/a: {get: {responses: {'200': {content: {a/b: {example: {$ref: none.yaml}, schema: {default: {$ref: no.yaml}}}}}}}}}
                components: {schemas: {A: {$ref: a.yaml}}, examples: {E: {$ref: none.json}}}
                """, "a.yaml", "type: object"));

        assertThat(read(bundle).endpoints()).hasSize(1);
    }

    @Test
    void asksWhichFileToBeginWithWhereSeveralCouldBe() {
        Map<String, String> files = Map.of(
                "a.yaml", "openapi: 3.0.0\npaths: {/a: {get: {}}}", "b.json", "{\"swagger\":\"2.0\",\"paths\":{}}");

        assertThat(refusal(files)).contains("several of its files are contracts, 'a.yaml', 'b.json'; say with 'root'");
        assertThat(read(bundle(files, "./a.yaml")).endpoints()).hasSize(1);
        assertThat(catchThrowableOfType(ApiException.class, () -> bundle(files, "c.yaml")))
                .hasMessageContaining("there is no file 'c.yaml' in it");
        assertThat(refusal(Map.of("a.yaml", "a: 1", "b.yaml", "b: 1")))
                .contains("none of its 2 JSON and YAML files is a contract");
        assertThat(refusal(Map.of("a.txt", "a: 1"))).contains("none of its 0 JSON and YAML files is a contract");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.yaml",
                "/a.yaml",
                "a/../../b.yaml",
                "a\\b.yaml",
                "C:/a.yaml",
                "a\u0000.yaml",
                "~/a.yaml",
                "..\\a.yaml"
            })
    void s13_refusesPathsThatLeadOut(String path) {
        assertThat(refusal(Map.of(path, "openapi: 3.0.0\npaths: {}"))).contains("is none that may be in it");
    }

    @Test
    void s13_refusesArchivesThatGrow() {
        String zeros = "0".repeat(1 << 20);
        Map<String, String> files = new LinkedHashMap<>();
        IntStream.range(0, 40).forEach(number -> files.put(number + ".txt", zeros));
        byte[] bomb = Archive.zip(files);

        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(catchThrowableOfType(ApiException.class, () -> ZipFiles.of(bomb)))
                .hasMessageContaining("its files have more than 33,554,432 bytes in all");
        files.clear();
        IntStream.range(0, 5001).forEach(number -> files.put(number + ".txt", ""));
        assertThat(refusal(files)).contains("it has more than 5,000 files");
    }

    @Test
    void s13_refusesBundlesThatGrow() {
        String bomb = "openapi: 3.0.0\npaths: {$ref: a.yaml}\nx-0: &0 [x,x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(1, 9)
                        .mapToObj(number -> "x-%d: &%d [%s]\n"
                                .formatted(
                                        number,
                                        number,
                                        "*%d,".formatted(number - 1).repeat(10)))
                        .reduce("", String::concat);

        assertThat(refusal(Map.of("openapi.yaml", bomb, "a.yaml", "{}")))
                .contains("bundled into one document it has more than");
    }

    @Test
    void s13_refusesBrokenBodies() {
        byte[] archive = Archive.zip(FILES);
        byte[] cut = Arrays.copyOf(archive, archive.length / 3);

        assertThat(catchThrowableOfType(ApiException.class, () -> ZipFiles.of(cut)))
                .hasMessageContaining("the archive cannot be read");
        assertThat(catchThrowableOfType(
                        ApiException.class, () -> ZipFiles.of(Arrays.copyOf(archive, archive.length - 30))))
                .hasMessageContaining("the archive cannot be read");
        for (String form :
                new String[] {"", "--b", "--b\r\n\r\n", "--b\r\nx", "--b\r\n\r\na", "--b\r\n\r\na\r\n--b\r\n"}) {
            assertThat(catchThrowableOfType(
                            ApiException.class, () -> FormFiles.of(form.getBytes(StandardCharsets.UTF_8), "b")))
                    .as(form)
                    .hasMessageContaining("the multipart body cannot be read");
        }
        assertThat(catchThrowableOfType(ApiException.class, () -> FormFiles.boundary("multipart/mixed")))
                .hasMessageContaining("its content type names no boundary");
        assertThat(FormFiles.of("--b--".getBytes(StandardCharsets.UTF_8), "b").paths())
                .isEmpty();
    }

    private static Bundle bundle(Map<String, String> files, String... root) {
        return new Bundler(ZipFiles.of(Archive.zip(files)))
                .bundle(root.length == 0 ? Optional.empty() : Optional.of(root[0]), KINDS::begins);
    }

    private static Contract read(Bundle bundle) {
        return READER.read("shop", bundle.document(), Optional.empty());
    }

    private static String refusal(Map<String, String> files) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> bundle(files));
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONTRACT_UNREADABLE);
        return refusal.getMessage();
    }
}
