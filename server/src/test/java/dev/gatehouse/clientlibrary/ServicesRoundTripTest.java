package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.decision.AccessDecision;
import dev.gatehouse.client.decision.RequestLine;
import dev.gatehouse.client.service.ContractComparison;
import dev.gatehouse.client.service.ContractText;
import dev.gatehouse.client.service.ContractVersion;
import dev.gatehouse.client.service.Endpoint;
import dev.gatehouse.client.service.ImportOptions;
import dev.gatehouse.client.service.ImportReport;
import dev.gatehouse.client.service.PolicyExport;
import dev.gatehouse.client.service.Removal;
import dev.gatehouse.client.service.Service;
import dev.gatehouse.client.usage.CountedCalls;
import dev.gatehouse.client.usage.DayUsage;
import dev.gatehouse.client.usage.UsageTaken;
import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services, their endpoints and contracts by the client. */
class ServicesRoundTripTest {
    private final TestServer server = TestServer.shared();
    private final Gatehouse gatehouse = Programs.administrator(server);
    private final String id = "lib-" + UUID.randomUUID();

    private Service create() {
        return gatehouse.services().create(Service.of(id, "openapi", "Pets", "pets.r pets.w"));
    }

    private static ContractText contract(String... operations) {
        StringBuilder paths = new StringBuilder();
        for (String operation : operations) {
            paths.append("  /")
                    .append(operation)
                    .append(":\n    get:\n      operationId: ")
                    .append(operation);
            paths.append("\n      security: [{site: [").append(operation).append(".r]}]\n");
        }
        return ContractText.yaml("openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths:\n" + paths
                + "components:\n  securitySchemes:\n    site:\n      type: oauth2\n      flows:\n"
                + "        clientCredentials: {tokenUrl: /t, scopes: {}}\n");
    }

    @Test
    void aServiceIsCreatedReadChangedAndRemoved() {
        Service created = create();
        assertThat(created.serviceId()).isEqualTo(id);
        assertThat(created.ownerId()).isEqualTo("admin");
        assertThat(created.tokens().scope()).isEqualTo("pets.r pets.w");
        assertThat(created.dates().createDt()).isNotNull();

        Versioned<Service> read = gatehouse.services().getVersioned(id);
        assertThat(read.value()).isEqualTo(created);
        Service changed =
                gatehouse.services().update(read.value().describedAs("Animals", "All of them"), read.entityTag());
        assertThat(changed.serviceName()).isEqualTo("Animals");
        assertThat(changed.serviceDesc()).isEqualTo("All of them");

        GatehouseException late = catchThrowableOfType(
                GatehouseException.class, () -> gatehouse.services().update(changed, read.entityTag()));
        assertThat(late.status()).isEqualTo(412);

        gatehouse.services().delete(id);
        GatehouseException gone = catchThrowableOfType(
                GatehouseException.class, () -> gatehouse.services().get(id));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo("ERR12015");
        assertThat(gone.message()).isNotEmpty();
        assertThat(gone.description()).isNotEmpty();
        assertThat(gone.requestId()).isNotEmpty();
        assertThat(gone).hasMessageContaining("GET /oauth2/service/{serviceId} was answered 404 ERR12015");
    }

    @Test
    void whatDidNotChangeIsNotReadAgain() {
        String service = gatehouse
                .services()
                .getIfChanged(create().serviceId(), "")
                .orElseThrow()
                .entityTag();
        assertThat(gatehouse.services().getIfChanged(id, service)).isEmpty();
        gatehouse.endpoints().replace(id, List.of(Endpoint.of("/pets@get", "list", "pets.r")));
        String endpoints = gatehouse.endpoints().listVersioned(id).entityTag();
        assertThat(gatehouse.endpoints().listIfChanged(id, endpoints)).isEmpty();

        gatehouse.endpoints().replace(id, List.of(Endpoint.of("/pets@post", "add", "pets.w")));
        assertThat(gatehouse.endpoints().listIfChanged(id, endpoints))
                .hasValueSatisfying(read ->
                        assertThat(read.value()).extracting(Endpoint::endpoint).containsExactly("/pets@post"));
    }

    @Test
    void listsAreReadPageByPage() {
        String prefix = "lib-list-" + UUID.randomUUID() + "-";
        IntStream.range(0, 5).forEach(i -> gatehouse.services().create(Service.of(prefix + i, "openapi", "Pets", "")));

        assertThat(gatehouse.services().listStartingWith(prefix).map(Service::serviceId))
                .containsExactly(prefix + 0, prefix + 1, prefix + 2, prefix + 3, prefix + 4);
        assertThat(gatehouse.services().search(prefix.substring(0, 40)).limit(3))
                .hasSize(3);
        assertThat(gatehouse.services().list().limit(3)).hasSize(3);
    }

    @Test
    void idsAreEncodedAndCannotLeadElsewhere() {
        String odd = "a%2Fbü;?#+&" + ThreadLocalRandom.current().nextInt(1_000_000);
        gatehouse.services().create(Service.of(odd, "openapi", "Odd", ""));

        assertThat(gatehouse.services().get(odd).serviceId()).isEqualTo(odd);
        assertThat(gatehouse.services().listStartingWith(odd)).hasSize(1);
        for (String elsewhere : List.of("", ".", "..")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> gatehouse.services().delete(elsewhere));
        }
    }

    @Test
    void everythingWrongWithABodyIsTold() {
        GatehouseException refused = catchThrowableOfType(
                GatehouseException.class, () -> gatehouse.services().create(Service.of("bad id", "soap", "Bad", "")));

        assertThat(refused.code()).isEqualTo("ERR11004");
        assertThat(refused.violations()).extracting("pointer").contains("/serviceId", "/serviceType");
    }

    @Test
    void endpointsAreReplacedAtTheVersionThatWasRead() {
        create();
        gatehouse.endpoints().replace(id, List.of(Endpoint.of("/cats@get", "cats", "pets.r")));
        Versioned<List<Endpoint>> before = gatehouse.endpoints().listVersioned(id);
        List<Endpoint> stored = gatehouse
                .endpoints()
                .replace(
                        id,
                        List.of(Endpoint.of("/pets@post", "add", "pets.w"), Endpoint.of("/pets@get", "list", "pets.r")),
                        Removal.careful().ifMatch(before.entityTag()));

        assertThat(stored).extracting(Endpoint::endpoint).containsExactly("/pets@get", "/pets@post");
        assertThat(gatehouse.endpoints().list(id)).isEqualTo(stored);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse
                        .endpoints()
                        .replace(id, List.of(), Removal.careful().ifMatch(before.entityTag())))
                .matches(refused -> refused.status() == 412);
        assertThat(gatehouse.services().policy(id, PolicyExport.of("nginx"))).contains("/pets");
        assertThat(gatehouse.endpoints().deleteAll(id, Removal.careful())).isEmpty();
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.endpoints().list(id))
                .matches(refused -> refused.code().equals("ERR12042"));
    }

    @Test
    void contractsAreTakenComparedAndRestored() {
        ImportReport dry = gatehouse
                .contracts()
                .put(id, contract("cats"), ImportOptions.careful().asDryRun());
        assertThat(dry.run().dryRun()).isTrue();
        assertThat(dry.version()).isNull();

        ImportReport first = gatehouse.contracts().put(id, contract("cats"), ImportOptions.careful());
        assertThat(first.run().created()).isTrue();
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.changes().added()).extracting(Endpoint::endpoint).containsExactly("/cats@get");
        ContractText stored = gatehouse.contracts().get(id);
        assertThat(stored.text()).isEqualTo(contract("cats").text());
        assertThat(stored.mediaType()).startsWith("application/yaml");

        gatehouse
                .contracts()
                .put(
                        id,
                        contract("cats", "dogs"),
                        ImportOptions.careful()
                                .ofType("openapi")
                                .otherSchemes("refuse")
                                .ifMatch(stored.entityTag()));
        ContractComparison difference = gatehouse.contracts().compare(id, 1, 2);
        assertThat(difference.changes().scopesAdded()).containsExactly("dogs.r");
        assertThat(gatehouse.contracts().compare(id, 2, null).changes().added()).isEmpty();

        ImportReport restored = gatehouse.contracts().restore(id, 1, ImportOptions.careful());
        assertThat(restored.run().restored()).isEqualTo(1);
        assertThat(gatehouse.contracts().versions(id).map(ContractVersion::version))
                .containsExactly(3, 2, 1);
        assertThat(gatehouse.contracts().get(id, 2).text()).contains("dogs");
    }

    @Test
    void aChangeThatBreaksAClientSaysWhomAndGoesOnWhereThatIsWanted() {
        gatehouse.contracts().put(id, contract("cats", "dogs"), ImportOptions.careful());
        String client = server.newClient("admin").clientId();
        gatehouse.links().link(client, id, List.of("/dogs@get"));

        GatehouseException refused = catchThrowableOfType(
                GatehouseException.class,
                () -> gatehouse.contracts().put(id, contract("cats"), ImportOptions.careful()));
        assertThat(refused.code()).isEqualTo("ERR12109");
        assertThat(refused.body().at("/affected/0/clientId").asString()).isEqualTo(client);

        ImportReport broken = gatehouse
                .contracts()
                .put(id, contract("cats"), ImportOptions.careful().evenIfClientsBreak());
        assertThat(broken.links().removedLinks()).extracting("clientId").containsExactly(client);
        assertThat(broken.changes().consequences().affected().get(0).lostScopes())
                .containsExactly("dogs.r");
    }

    @Test
    void aServiceThatIsUsedGoesWithItsLinks() {
        create();
        gatehouse.endpoints().replace(id, List.of(Endpoint.of("/pets@get", "list", "pets.r")));
        String client = server.newClient("admin").clientId();
        gatehouse.links().link(client, id, List.of("/pets@get"));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.services().delete(id))
                .matches(refused -> refused.code().equals("ERR12100"));
        assertThat(gatehouse.services().delete(id, Removal.cascading()))
                .extracting("endpoint")
                .containsExactly("/pets@get");
    }

    @Test
    void whoCallsIsReportedAndRead() {
        create();
        gatehouse.endpoints().replace(id, List.of(Endpoint.of("/pets@get", "list", "pets.r")));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        UsageTaken taken = gatehouse
                .usage()
                .report(
                        id,
                        List.of(
                                new CountedCalls("/pets@get", "desk", today, 3, 1, Instant.now()),
                                new CountedCalls("/cats@get", "", today, 1, 0, null)));

        assertThat(taken).isEqualTo(new UsageTaken(1, List.of("/cats@get")));
        assertThat(gatehouse.usage().ofService(id).calls()).isEqualTo(3);
        assertThat(gatehouse.usage().daysOfService(id))
                .containsExactly(new DayUsage(id, "/pets@get", "desk", today, 3, 1));
        assertThat(gatehouse.usage().unusedOfService(id, 30)).isEmpty();
        String client = server.newClient("admin", "pets.r").clientId();
        assertThat(gatehouse.usage().byClient(client).refused()).isZero();
        assertThat(gatehouse.usage().daysByClient(client)).isEmpty();
        assertThat(gatehouse.usage().unusedByClient(client, 30)).isEmpty();
    }

    @Test
    void aServiceRefusesNothingWhileItIsInShadowMode() {
        Service shadow = gatehouse.services().update(create().withDecisionMode("shadow"));

        assertThat(shadow.rules().decisionMode()).isEqualTo("shadow");
        AccessDecision decision = gatehouse.decisions().decide(id, new RequestLine("GET", "/nowhere"), null);
        assertThat(decision.passed())
                .hasValueSatisfying(passed -> assertThat(passed.shadow()).isTrue());
    }
}
