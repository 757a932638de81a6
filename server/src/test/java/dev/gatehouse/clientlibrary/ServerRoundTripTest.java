package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.server.ActiveKey;
import dev.gatehouse.client.server.AuditQuery;
import dev.gatehouse.client.server.AuditRecord;
import dev.gatehouse.client.service.Service;
import dev.gatehouse.client.tokenstorage.DataKeyProgress;
import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The audit, keys and metadata by the client. */
class ServerRoundTripTest {
    private final TestServer server = TestServer.shared();
    private final Gatehouse gatehouse = Programs.administrator(server);

    @Test
    void changesAreFoundInTheAudit() {
        String id = "lib-" + UUID.randomUUID();
        Instant before = Instant.now().minusSeconds(3600);
        Service created = gatehouse.services().create(Service.of(id, "openapi", "Pets", ""));
        gatehouse.services().update(created.describedAs("Cats", null));
        gatehouse.services().delete(id);

        List<AuditRecord> entries = gatehouse
                .audit()
                .list(AuditQuery.all().of("service/" + id).between(before, null))
                .toList();
        assertThat(entries)
                .extracting(AuditRecord::action)
                .containsExactly("service.delete", "service.update", "service.create");
        AuditRecord first = entries.get(2);
        assertThat(gatehouse
                        .audit()
                        .list(AuditQuery.all()
                                .byUser(first.userId())
                                .byClient(first.clientId())
                                .withAction("service.create")
                                .of("service/" + id)))
                .containsExactly(first);
        try (Stream<AuditRecord> exported =
                gatehouse.audit().export(AuditQuery.all().of("service/" + id), 0)) {
            assertThat(exported).containsExactlyElementsOf(entries.reversed());
        }
    }

    @Test
    void theServerSaysWhatItIs() {
        gatehouse.operations().live();
        assertThat(gatehouse.operations().ready().isUp()).isTrue();
        assertThat(gatehouse.operations().metrics()).contains("http_server");
        assertThat(gatehouse.operations().contract("registry.yaml")).startsWith("openapi:");
        assertThat(gatehouse.discovery().issuer().supported().grantTypesSupported())
                .contains("client_credentials");
        assertThat(gatehouse.discovery().openid().addresses().authorizationEndpoint())
                .isNotNull();
        assertThat(gatehouse.discovery().api().authorizationServers()).hasSize(1);
        String id = "lib-" + UUID.randomUUID();
        gatehouse.services().create(Service.of(id, "openapi", "Pets", "pets.r"));
        assertThat(gatehouse.discovery().service(id).scopesSupported()).containsExactly("pets.r");
    }

    @Test
    void keysAreReplaced() {
        try (TestServer own = TestServer.start(Map.of())) {
            Gatehouse administrator = Programs.administrator(own);
            List<ActiveKey> first = administrator.keys().rotate();
            assertThat(administrator.keys().published().toString())
                    .contains(first.get(0).kid());
            // The token that this was called with is refused from then on, and replaced by itself.
            List<ActiveKey> second = administrator.keys().replaceCompromised();
            assertThat(administrator.keys().published().toString())
                    .contains(second.get(0).kid())
                    .doesNotContain(first.get(0).kid());
            assertThat(administrator.services().list()).isEmpty();

            DataKeyProgress rotation = administrator.tokenStorage().rotateKeys();
            assertThat(administrator.tokenStorage().keyRotation().keyId()).isEqualTo(rotation.keyId());
        }
    }
}
