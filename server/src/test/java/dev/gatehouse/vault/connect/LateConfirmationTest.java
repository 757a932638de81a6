package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.Caller;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.VaultFixture;
import dev.gatehouse.vault.connect.link.Applications;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.LinkBinding;
import dev.gatehouse.vault.connect.link.LinkMaker;
import dev.gatehouse.vault.connect.link.LinkOrigin;
import dev.gatehouse.vault.connector.Connector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no application confirmed. */
class LateConfirmationTest {
    private final VaultFixture vault = new VaultFixture();
    private final Clock clock = Clock.systemUTC();
    private final List<String> takenBack = new CopyOnWriteArrayList<>();
    private final Confirmations confirmations = confirmations();
    private final Connector connector = vault.connector("port-a", "client-a", "https://vendor.example/token", "shh");

    @AfterEach
    void close() {
        vault.close();
    }

    /** The client that registered the service, and may do so. */
    private static final class Registrant implements Applications {
        @Override
        public Optional<String> name(String clientId) {
            return Optional.of(clientId);
        }

        @Override
        public Optional<Caller> now(LinkMaker maker) {
            return Optional.of(new Caller("owner", maker.clientId(), maker.scopes()));
        }

        @Override
        public boolean mayReturnTo(String clientId, String url) {
            return true;
        }
    }

    private Confirmations confirmations() {
        ConnectLinks links = new ConnectLinks(
                vault.jdbi, vault.connectors, new Registrant(), URI.create("https://gatehouse.example"), clock);
        ConnectionWriter writer = new ConnectionWriter(
                vault.jdbi, vault.connectors, vault.connections, (now, expires) -> now, Duration.ofHours(1), clock);
        return new Confirmations(
                new Confirmations.Dependencies(
                        vault.jdbi, vault.connectors, links, writer, new UnconfirmedConnectionStore(vault.encryption)),
                (connector, secrets) -> takenBack.add(secrets.refreshToken()),
                clock);
    }

    private LinkOrigin connect(String refreshToken) {
        LinkOrigin link = new LinkOrigin(
                UUID.randomUUID(), new byte[] {1}, LinkMaker.unnoted("client-a"), LinkBinding.CODE, null);
        Optional<PendingConnectionStatus> kept = confirmations.keep(
                connector,
                new Person("maria", link),
                new ConnectionWriter.Given(
                        VaultFixture.tokens("access", refreshToken), Times.now(clock), Optional.empty()));
        assertThat(kept).contains(PendingConnectionStatus.UNCONFIRMED);
        return link;
    }

    private void letTimePass(LinkOrigin link) {
        vault.jdbi.useHandle(handle -> handle.execute(
                "update unconfirmed_connection set expires = now() - interval '1 second' where link_id = ?",
                link.id().toString()));
    }

    @Test
    void s33_endsAndIsTakenBackAtTheThirdParty() {
        LinkOrigin late = connect("late");
        LinkOrigin inTime = connect("in time");
        letTimePass(late);

        confirmations.endLate();

        await().untilAsserted(() -> assertThat(takenBack).containsExactly("late"));
        assertThat(confirmations.newCode(late)).isEmpty();
        assertThat(confirmations.newCode(inTime)).isPresent();
        List<String> audited = vault.jdbi.withHandle(
                handle -> handle.createQuery("""
                        select user_id || ' ' || action || coalesce(' ' || (detail ->> 'because'), '')
                          from audit order by audit_id
                        """).mapTo(String.class).list());
        assertThat(audited)
                .containsExactly(
                        "maria connection.wait",
                        "maria connection.wait",
                        "system connection.drop it was not confirmed in time");
    }

    @Test
    void s33_isNotTakenBackAtAnotherThirdPartyThanItsOwn() {
        LinkOrigin late = connect("late");
        letTimePass(late);
        vault.jdbi.useHandle(
                handle -> handle.execute("update connector set refresh_url = 'https://elsewhere.example/token'"));

        confirmations.endLate();

        assertThat(confirmations.newCode(late)).isEmpty();
        assertThat(takenBack).isEmpty();
    }
}
