package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.testing.OpenApiContract;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The client has every operation of our contracts that a program calls, and no other. */
class OperationsOfTheClientTest {
    private static final String FOR_PEOPLE = "a page, or where a browser is sent: for people";
    private static final String SAME_DECISION =
            "gateways that cannot choose method or header fields; the same decision";

    /** What the client leaves out, and why. */
    private static final Map<String, String> LEFT_OUT = leftOut();

    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gatehouse.client");

    private static Map<String, String> leftOut() {
        Map<String, String> all = new TreeMap<>();
        for (String page : List.of(
                "GET /oauth2/code",
                "POST /oauth2/code",
                "GET /login",
                "POST /login",
                "POST /password",
                "POST /consent",
                "GET /device",
                "POST /device",
                "GET /account",
                "GET /account/password",
                "POST /account/password",
                "POST /account/consent",
                "POST /account/access",
                "POST /account/session",
                "GET /logout",
                "POST /logout",
                "GET /connect/callback",
                "GET /connect/result/{attempt}",
                "GET /connect/{connector}",
                "POST /connect/{connector}",
                "GET /pages/{file}",
                "GET /port-service/redirect",
                "GET /port-service/authorization-success",
                "GET /port-service/authorization-cancel",
                "GET /openapi",
                "GET /openapi/oauth2-redirect",
                "GET /openapi/page/{asset}")) {
            all.put(page, FOR_PEOPLE);
        }
        for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS")) {
            all.put(method + " /access/{serviceId}", SAME_DECISION);
        }
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            all.put(method + " /access/{serviceId}/{path}", SAME_DECISION);
        }
        all.put("POST /oauth2/userinfo", "the same as GET");
        return all;
    }

    /** The operations that the code of the client names. */
    private static Map<String, ApiOperation> operations() {
        return constants()
                .map(OperationsOfTheClientTest::value)
                .collect(Collectors.toMap(ApiOperation::toString, operation -> operation, (one, same) -> one));
    }

    private static Stream<JavaField> constants() {
        return CLIENT.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(ApiOperation.class))
                .filter(field -> field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC));
    }

    private static ApiOperation value(JavaField constant) {
        try {
            Field field = constant.reflect();
            field.setAccessible(true);
            return (ApiOperation) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theClientAsksForEveryGrant() throws IOException {
        String tokens = Files.readString(Path.of(System.getProperty("gatehouse.root", ".."))
                .resolve("client/src/main/java/dev/gatehouse/client/token/TokensApi.java"));
        List<String> grantTypes = OpenApiContract.all().stream()
                .filter(contract -> contract.name().equals("oauth.yaml"))
                .flatMap(contract -> contract.document()
                        .at("/components/schemas/TokenRequest/properties/grant_type/enum")
                        .valueStream())
                .map(type -> '"' + type.asString() + '"')
                .toList();

        assertThat(grantTypes).isNotEmpty();
        assertThat(tokens).contains(grantTypes);
    }

    @Test
    void theClientHasEveryOperationOfOurContracts() {
        TreeSet<String> known = new TreeSet<>(operations().keySet());
        known.addAll(LEFT_OUT.keySet());

        assertThat(known)
                .isEqualTo(OpenApiContract.allOperations().stream()
                        .map(OpenApiContract.Operation::signature)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void nothingIsBothThereAndLeftOut() {
        assertThat(operations().keySet()).doesNotContainAnyElementsOf(LEFT_OUT.keySet());
    }

    /** A constant alone would be an operation in name only. */
    @Test
    void everyOperationIsCalledByAMethod() {
        assertThat(constants()
                        .filter(constant -> constant.getAccessesToSelf().stream()
                                .map(JavaAccess::getOrigin)
                                .noneMatch(origin -> origin.isMethod())))
                .isEmpty();
    }

    @Test
    void everyOperationIsCalledAtTheListenerThatServesIt() {
        Map<String, ApiOperation> operations = operations();
        for (OpenApiContract.Operation operation : OpenApiContract.allOperations()) {
            ApiOperation called = operations.get(operation.signature());
            if (called != null) {
                assertThat(called.isPublic()).as(operation.signature()).isEqualTo(isPublic(operation));
            }
        }
    }

    private static boolean isPublic(OpenApiContract.Operation operation) {
        JsonNode document = operation.contract().document();
        JsonNode path = document.path("paths").path(operation.path());
        return Stream.of(operation.node(), path, document)
                .filter(node -> node.has("servers"))
                .findFirst()
                .orElseThrow()
                .at("/servers/0/description")
                .asString()
                .contains("public listener");
    }

    @Test
    void theClientKnowsNothingOfTheServer() {
        assertThat(CLIENT.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.startsWith("java.")
                                && !name.equals("dev.gatehouse.client")
                                && !name.startsWith("dev.gatehouse.client.")
                                && !name.startsWith("tools.jackson.")
                                && !name.startsWith("com.fasterxml.jackson.annotation")
                                && !name.startsWith("org.jspecify.")))
                .filteredOn(name -> !name.isEmpty())
                .isEmpty();
    }
}
