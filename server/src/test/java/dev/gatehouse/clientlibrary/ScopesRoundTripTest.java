package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.service.OwnedScope;
import dev.gatehouse.client.service.ScopeUpdate;
import dev.gatehouse.client.service.Service;
import dev.gatehouse.testing.TestServer;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Scopes by the client. */
class ScopesRoundTripTest {
    private final Gatehouse gatehouse = Programs.administrator(TestServer.shared());

    @Test
    void aScopeIsFoundReadAndChanged() {
        String service = "lib-" + UUID.randomUUID();
        String scope = service + ".r";
        gatehouse.services().create(Service.of(service, "openapi", "Pets", scope));
        String usual = "Use Pets (" + scope + ")";

        assertThat(gatehouse.scopes().listContaining(service.toUpperCase(Locale.ROOT)))
                .containsExactly(new OwnedScope(scope, usual, service, "admin", null, false));
        Versioned<OwnedScope> read = gatehouse.scopes().getVersioned(scope);
        assertThat(gatehouse
                        .scopes()
                        .update(scope, ScopeUpdate.none().described("Pets").policy("open")))
                .isEqualTo(new OwnedScope(scope, "Pets", service, "admin", "open", false));
        assertThat(gatehouse.scopes().getIfChanged(scope, read.entityTag())).isPresent();
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() ->
                        gatehouse.scopes().update(scope, ScopeUpdate.none().shared(true), read.entityTag()))
                .matches(refused -> refused.status() == 412);

        ScopeUpdate all =
                ScopeUpdate.none().described(null).policy(null).shared(true).of(service);
        assertThat(gatehouse.scopes().update(scope, all))
                .isEqualTo(new OwnedScope(scope, usual, service, "admin", null, true));
    }
}
