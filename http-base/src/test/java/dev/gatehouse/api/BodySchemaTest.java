package dev.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class BodySchemaTest {
    private static final BodySchema<JsonNode> SERVICE = new BodySchema<>("registry.yaml", "Service", JsonNode.class);
    private static final BodySchema<JsonNode> ENDPOINTS =
            new BodySchema<>("registry.yaml", "EndpointList", JsonNode.class);
    private static final BodySchema<JsonNode> USER = new BodySchema<>("users.yaml", "UserInput", JsonNode.class);

    private static ObjectNode service() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("serviceId", "orders")
                .put("serviceType", "openapi")
                .put("serviceName", "Orders")
                .put("scope", "orders.r orders.w");
    }

    private static String serviceTypes() {
        return PublishedContract.named("registry.yaml")
                .schema("Service")
                .getSchemaNode()
                .at("/properties/serviceType/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode user() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("userId", "maria")
                .put("userType", "employee")
                .put("email", "maria@example.org");
    }

    private static JsonNode read(BodySchema<JsonNode> schema, JsonNode body) {
        return schema.read(Json.bytes(body));
    }

    private static ApiException refusal(BodySchema<JsonNode> schema, byte[] body) {
        ApiException error = catchThrowableOfType(ApiException.class, () -> schema.read(body));
        assertThat(error).as("refusal of the body").isNotNull();
        return error;
    }

    /** The violations as texts, each beginning with its pointer. */
    private static List<String> violations(BodySchema<JsonNode> schema, JsonNode body) {
        return violations(refusal(schema, Json.bytes(body)));
    }

    private static List<String> violations(ApiException error) {
        assertThat(error.code()).isEqualTo(ErrorCode.VALIDATOR_SCHEMA);
        List<?> violations = (List<?>) error.members().get("violations");
        return violations.stream().map(Object::toString).toList();
    }

    private static String notJson(byte[] body) {
        ApiException error = refusal(SERVICE, body);
        assertThat(error.code()).isEqualTo(ErrorCode.VALIDATOR_SCHEMA_INVALID_JSON);
        return error.getMessage();
    }

    private static String notJson(String body) {
        return notJson(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatFits() {
        assertThat(read(SERVICE, service())).isEqualTo(service());
        assertThat(read(USER, user())).isEqualTo(user());
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        ObjectNode body = service().put("serviceType", "soap").put("more", 1);
        body.remove("scope");

        assertThat(violations(SERVICE, body))
                .containsExactlyInAnyOrder(
                        "/serviceType \"soap\" is not one of " + serviceTypes(),
                        "/more is not a known member; the nearest is scope",
                        "/scope is required");
        assertThat(refusal(SERVICE, Json.bytes(body)).getMessage()).contains("soap", "/more", "/scope");
    }

    @Test
    void namesTheNearestMemberForAnUnknownOne() {
        assertThat(violations(SERVICE, service().put("service_desc", "x")))
                .containsExactly("/service_desc is not a known member; the nearest is serviceDesc");
        assertThat(violations(SERVICE, service().put("x".repeat(65), "x")).getFirst())
                .endsWith(" is not a known member; remove it");
    }

    @Test
    void escapesMemberNamesInPointers() {
        assertThat(violations(SERVICE, service().put("a/b~c", 1)).getFirst()).startsWith("/a~1b~0c is not");
    }

    @Test
    void cutsLongMemberNames() {
        assertThat(violations(SERVICE, service().put("n".repeat(5000), 1)).getFirst())
                .startsWith("/" + "n".repeat(80) + "… is not");
    }

    @Test
    void saysWhichTypeItFoundAndWhichItNeeds() {
        ObjectNode body = service().put("serviceName", 3).put("ownerId", true);
        body.putNull("serviceType");
        body.putArray("scope");
        body.putObject("serviceId");

        assertThat(violations(SERVICE, body))
                .containsExactlyInAnyOrder(
                        "/serviceName is a number; send a string",
                        "/ownerId is a boolean; send a string",
                        "/serviceType is null; send a string",
                        "/scope is an array; send a string",
                        "/serviceId is an object; send a string");
        assertThat(violations(SERVICE, JsonNodeFactory.instance.arrayNode()))
                .containsExactly("body is an array; send an object");
        assertThat(violations(ENDPOINTS, service())).containsExactly("body is an object; send an array");
    }

    @Test
    void saysHowLongAValueIs() {
        assertThat(violations(SERVICE, service().put("serviceName", "")))
                .containsExactly("/serviceName is empty; send 1 to 255 characters without control characters");
        assertThat(violations(SERVICE, service().put("serviceName", "n".repeat(256))))
                .containsExactly(
                        "/serviceName has 256 characters; send 1 to 255 characters without control characters");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(read(SERVICE, service().put("serviceId", "😀".repeat(255)))).isNotNull();
        assertThat(violations(SERVICE, service().put("serviceId", "😀".repeat(256)))
                        .getFirst())
                .startsWith("/serviceId has 256 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", " ", "a/b", ".", "..", "a\n", "a\tb", "a\u0000", "a\u0085", "a\u00a0b", "a\u2028"})
    void refusesAServiceIdThatNoUrlCouldCarry(String id) {
        assertThat(violations(SERVICE, service().put("serviceId", id)).getFirst())
                .startsWith("/serviceId \"")
                .endsWith(
                        "\" is not accepted; send 1 to 255 characters without slash, white space or control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "...", "ü", "😀", "a%2Fb", "日本", "a;b=c", "-"})
    void takesAnyOtherServiceId(String id) {
        assertThat(read(SERVICE, service().put("serviceId", id))
                        .path("serviceId")
                        .stringValue())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a  b", " ", "a\tb", "a\n", "a\"b", "a\\b", "ä"})
    void refusesAScopeThatIsNone(String scope) {
        assertThat(violations(SERVICE, service().put("scope", scope)).getFirst())
                .startsWith("/scope \"")
                .contains("scope-tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "https://example.org/x:y?z#!~ b"})
    void takesAScopeOfTokens(String scope) {
        assertThat(read(SERVICE, service().put("scope", scope))).isNotNull();
    }

    @Test
    void s13_aScopeOfThousandsOfTokensOverflowsNoStack() {
        String scope = "a ".repeat(32_767) + "a";

        assertThat(read(SERVICE, service().put("scope", scope))).isNotNull();
        assertThat(violations(SERVICE, service().put("scope", scope + "\n"))).hasSize(1);
    }

    @Test
    void showsNoRawControlOrDirectionCharactersOfTheCaller() {
        assertThat(violations(SERVICE, service().put("serviceId", "a\u001b[31m \u202eb"))
                        .getFirst())
                .startsWith("/serviceId \"a\\u001B[31m \\u202eb\" is not accepted");
    }

    @Test
    void showsLongValuesInPart() {
        assertThat(violations(SERVICE, service().put("serviceId", "a b" + "c".repeat(200)))
                        .getFirst())
                .hasSizeLessThan(250)
                .contains("ccc… is not accepted");
    }

    @Test
    void checksAndThenIgnoresReadOnlyMembers() {
        ObjectNode body = service().put("createDt", "2026-01-31T12:00:00Z").putNull("updateDt");

        assertThat(read(SERVICE, body)).isEqualTo(service());
        assertThat(violations(SERVICE, service().put("createDt", "yesterday")))
                .containsExactly(
                        "/createDt \"yesterday\" is not a date-time; leave it out, or send an RFC 3339 time such"
                                + " as 2026-01-31T12:00:00Z");
    }

    @Test
    void s9_secretsAreNotRepeated() {
        ObjectNode body = user().put("password", "hunter2").put("passwordConfirm", 31337);

        assertThat(violations(USER, body))
                .containsExactly(
                        "/password has 7 characters; send 8 to 1024 characters without control characters",
                        "/passwordConfirm is a number; send a string");
    }

    @Test
    void pointsIntoLists() {
        String body = """
                [{"endpoint":"/a@get","operation":"a","scope":""},
                 {"endpoint":"/b@get","operation":"b","scope":"s","requires":[["s","t u"],7]}]
                """;

        assertThat(violations(refusal(ENDPOINTS, body.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(
                        "/1/requires/0/1 \"t u\" is not accepted; send one scope-token of up to 255 printable ASCII"
                                + " characters without space, quote and backslash",
                        "/1/requires/1 is a number; send an array");
    }

    @Test
    void takesTheLongestList() {
        String body = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"endpoint\":\"/" + i + "@get\",\"operation\":\"a\",\"scope\":\"a.r\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(ENDPOINTS.read(body.getBytes(StandardCharsets.UTF_8))).hasSize(100_000);
    }

    @Test
    void s13_aBodyOfMillionsOfErrorsIsToldInPart() {
        String body = "[" + "{},".repeat(1_000_000) + "{}]";

        assertThat(violations(refusal(ENDPOINTS, body.getBytes(StandardCharsets.UTF_8))))
                .hasSizeBetween(50, 101)
                .startsWith("body has 1000001 items; send at most 100000", "/0/endpoint is required")
                .endsWith("body has more violations than are told here");
    }

    @Test
    void tellsWhereTheBodyIsNotJson() {
        assertThat(notJson("{\n  \"a\": tru\n}")).contains("line 2, column 8");
        assertThat(notJson("{\"a\":1")).contains("line 1");
        assertThat(notJson("  \n ")).contains("there is no value");
    }

    @Test
    void refusesAMemberThatIsGivenTwice() {
        assertThat(notJson("{\"serviceId\":\"a\",\n\"serviceId\":\"b\"}")).contains("line 2", "\"serviceId\"");
    }

    @Test
    void refusesWhatFollowsTheValue() {
        assertThat(notJson("{} {}")).contains("line 1");
        assertThat(notJson("{}x")).contains("line 1");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(notJson(new byte[] {'{', '\n', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .contains("line 2, column 2: the bytes are not UTF-8");
        assertThat(notJson(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
                .contains("not UTF-8");
        assertThat(notJson(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'})).contains("not UTF-8");
        assertThat(notJson("{}".getBytes(StandardCharsets.UTF_16))).contains("not UTF-8");
        assertThat(notJson("{}".getBytes(StandardCharsets.UTF_16LE))).contains("line 1, column 2: a NUL");
    }

    @Test
    void takesAReplacementCharacterThatWasSentAsSuch() {
        assertThat(read(SERVICE, service().put("serviceName", "a\uFFFDb"))).isNotNull();
    }

    @Test
    void refusesNulWhetherRawOrEscaped() {
        assertThat(notJson("{\"serviceId\":\"a\u0000\"}")).contains("column");
        assertThat(violations(SERVICE, service().put("serviceDesc", "a\u0000b")))
                .containsExactly(
                        "/serviceDesc \"a\\u0000b\" is not accepted; send at most 16384 characters, none of them"
                                + " NUL");
    }

    @Test
    void refusesHalvesOfSurrogatePairsWhereverTheyStand() {
        String body = Json.text(service().put("serviceName", "a").put("factoryId", 1))
                .replace("\"a\"", "\"\\ud800\"")
                .replace(":1}", ":[{\"x\":\"\\udc00y\"}]}");

        assertThat(violations(refusal(SERVICE, body.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(
                        "/serviceName holds half a surrogate pair; send whole characters",
                        "/factoryId/0/x holds half a surrogate pair; send whole characters");
        assertThat(notJson("{\"\\ud800\":1}")).contains("surrogate");
    }

    @Test
    void s13_deepNestingIsRefusedAndOverflowsNoStack() {
        assertThat(notJson("[".repeat(100_000))).contains("nesting depth");
        assertThat(notJson("{\"a\":".repeat(100_000))).contains("nesting depth");
    }
}
