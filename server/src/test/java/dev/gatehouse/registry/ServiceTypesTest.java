package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.OtherSchemes;
import dev.gatehouse.registry.onboarding.ImportOrder;
import dev.gatehouse.registry.onboarding.ImportReport;
import dev.gatehouse.registry.onboarding.Onboarding;
import dev.gatehouse.store.Database;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.ToyKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which types services can have is told by the kinds of contracts alone. */
class ServiceTypesTest {
    private static final Caller ADMIN = new Caller("admin", "console", Set.of("oauth.service.w"));

    private final Database database = TestDatabase.open(TestDatabase.create(), 1);
    private final ContractKinds kinds = new ContractKinds(List.of(new ToyKind()));
    private final Registry registry = new Registry(database.jdbi(), Clock.systemUTC(), "https://id.example.org", kinds);

    @BeforeEach
    void migrate() {
        database.migrate();
        database.jdbi().useHandle(handle -> handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values ('admin', 'admin', 'admin@example.org', '', now(), now())
                """));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Service service(String type) {
        return new Service(
                "duck", new ContractType(type), "Duck", null, null, ServiceRules.USUAL, ServiceTokens.USUAL, null);
    }

    @Test
    void aTypeWithoutAKindIsRefusedInTheWordsOfOurContract() {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> registry.create(ADMIN, service("soap")));

        assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATOR_SCHEMA);
        assertThat(refused.getMessage()).contains("/serviceType", "\"soap\" is not one of toy");
        assertThat(catchThrowableOfType(
                                ApiException.class, () -> registry.update(ADMIN, service("soap"), Precondition.NONE))
                        .code())
                .isEqualTo(ErrorCode.VALIDATOR_SCHEMA);
        assertThat(registry.find("duck")).isEmpty();
    }

    @Test
    void theDatabaseTakesAnyTypeThatHasAKind() {
        registry.create(ADMIN, service("toy"));

        assertThat(registry.find("duck").orElseThrow().serviceType()).isEqualTo(ToyKind.TOY);
    }

    @Test
    void aContractOfAnyKindIsTaken() {
        byte[] document = "toy: Duck\ncalls: {quack: noise}".getBytes(StandardCharsets.UTF_8);
        ImportReport report = new Onboarding(database.jdbi(), Clock.systemUTC(), kinds)
                .importContract(
                        ADMIN,
                        new ImportOrder(
                                "duck",
                                document,
                                Optional.empty(),
                                OtherSchemes.DERIVE,
                                false,
                                false,
                                Precondition.NONE,
                                Optional.empty()));

        assertThat(report.subject().serviceType()).isEqualTo(ToyKind.TOY);
        assertThat(registry.endpoints("duck"))
                .extracting("endpoint", "scope")
                .containsExactly(tuple("toy:quack", "noise"));
    }

    @Test
    void aServiceOfAKindThatIsNoLongerListedIsStillFound() {
        registry.create(ADMIN, service("toy"));
        database.jdbi().useHandle(handle -> handle.execute("update service set service_type = 'soap'"));

        assertThat(registry.find("duck").orElseThrow().serviceType().text()).isEqualTo("soap");
    }
}
