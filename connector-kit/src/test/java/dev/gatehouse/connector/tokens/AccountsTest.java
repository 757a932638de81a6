package dev.gatehouse.connector.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Caller;
import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.OAuth2Service;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.StorageStub;
import dev.gatehouse.connector.TestConnectors;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.vendor.VendorGrants;
import dev.gatehouse.testing.vendor.VendorSimulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What opens the third party to a person, from the real token storage or from the caller. */
class AccountsTest implements StorageStub {
    private final VendorSimulator vendor = VendorSimulator.start();
    private final TestServer.Registered client = StorageFixture.client();
    private final String name = StorageFixture.newName();
    private final String user = "user-" + UUID.randomUUID();
    private final AtomicReference<Account> seen = new AtomicReference<>();
    private boolean readsFirst;
    private RunningConnector connector;

    @AfterEach
    void stop() {
        if (connector != null) {
            connector.close();
        }
        vendor.close();
    }

    private void check(Account account) {
        seen.set(account);
        boolean accepted = switch (account.credential()) {
            case Credential.BearerToken token -> vendor.grants().accepts(token.value());
            case Credential.Password password -> !password.password().equals("wrong");
            case Credential.None none -> true;
        };
        if (!accepted) {
            throw new ConnectorException(Failure.UNAUTHORIZED, "The vendor does not take the token.");
        }
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) {
        check(account);
        return List.of();
    }

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        if (readsFirst) {
            content.stream().readAllBytes();
        }
        check(account);
        content.stream().readAllBytes();
    }

    private void oauth2() {
        OAuth2Service service = new OAuth2Service(
                vendor.authorizeUrl().toString(),
                vendor.tokenUrl().toString(),
                VendorSimulator.CLIENT_ID,
                VendorSimulator.CLIENT_SECRET);
        connector = StorageFixture.of(Connector.named(name).oauth2(service).implementing(this), client)
                .start();
    }

    private void connect(String accessToken, String refreshToken) {
        StorageFixture.api(client)
                .post("/token-storage/user/" + user + "/token", """
                        {"type":"%s","data":{"service":"%s","access_token":"%s"%s}}
                        """.formatted(
                                refreshToken == null ? "Token" : "OAuth2Token",
                                name,
                                accessToken,
                                refreshToken == null
                                        ? ""
                                        : ",\"refresh_token\":\"" + refreshToken
                                                + "\",\"expiration_date\":\"2099-01-01 00:00:00\""))
                .expect(201);
    }

    private Caller.Reply list(String userId) {
        return new Caller(connector.url()).get("/storage/folder" + Caller.query("userId", userId));
    }

    private Caller.Reply write() {
        return new Caller(connector.url())
                .bytes("POST", "/storage/file" + Caller.query("filepath", "/f", "userId", user), new byte[10]);
    }

    @Test
    void theTokenOfThePersonComesFromTheTokenStorage() {
        oauth2();
        VendorGrants.Issued issued = vendor.grants().create();
        connect(issued.accessToken(), issued.refreshToken());

        assertThat(list(user).status()).isEqualTo(200);
        assertThat(seen.get()).isEqualTo(new Account(user, new Credential.BearerToken(issued.accessToken())));
        assertThat(vendor.tokenCalls()).isZero();
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnceForAllWhoWait() throws Exception {
        oauth2();
        connect("stale", vendor.grants().create().refreshToken());

        List<Future<Integer>> replies = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                replies.add(callers.submit(() -> list(user).status()));
            }
        }
        for (Future<Integer> reply : replies) {
            assertThat(reply.get()).isEqualTo(200);
        }
        assertThat(vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void aPersonWhoseGrantIsOverIsToldHowToReconnect() {
        oauth2();
        connect("stale", "refresh-unknown");

        Caller.Reply reply = list(user);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().get("code").asString()).isEqualTo("CON13002");
        assertThat(reply.text()).contains("/connect/" + name).doesNotContain("stale", "refresh-unknown");
    }

    @Test
    void whoeverIsNotConnectedIsNotFound() {
        oauth2();
        Caller.Reply reply = list("nobody-" + user);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("code").asString()).isEqualTo("CON13001");
    }

    @Test
    void aNameThatFitsNoPathIsNobodys() {
        oauth2();
        for (String nobody : List.of(".", "..")) {
            Caller.Reply reply = list(nobody);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().get("code").asString()).isEqualTo("CON13001");
        }
    }

    @Test
    void contentThatWasNotReadYetIsSentAgainWithTheRenewedToken() {
        oauth2();
        connect("stale", vendor.grants().create().refreshToken());
        assertThat(write().status()).isEqualTo(200);
    }

    @Test
    void contentThatWasReadIsAskedForAgain() {
        readsFirst = true;
        oauth2();
        connect("stale", vendor.grants().create().refreshToken());

        Caller.Reply reply = write();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().get("code").asString()).isEqualTo("CON13003");
        assertThat(write().status()).isEqualTo(200);
    }

    @Test
    void aLoginServiceIsOpenedByWhatThePersonEntered() {
        connector = StorageFixture.of(Connector.named(name).loginService().implementing(this), client)
                .start();
        connect("hunter2", null);

        assertThat(list(user).status()).isEqualTo(200);
        assertThat(seen.get().credential()).isEqualTo(new Credential.Password(user, "hunter2"));
    }

    @Test
    void anOpenServiceAsksWhetherThePersonIsConnected() {
        connector = StorageFixture.of(Connector.named(name).openService().implementing(this), client)
                .start();
        assertThat(list(user).status()).isEqualTo(404);
        connect("nothing", null);
        assertThat(list(user).status()).isEqualTo(200);
        assertThat(seen.get().credential()).isEqualTo(new Credential.None());
        assertThat(list(name + "://maria:pw").status()).isEqualTo(400);
    }

    @Test
    void credentialsOfTheCallerAreUsedAsTheyStand() {
        connector = TestConnectors.of(
                        Connector.named("port-Login").loginService().implementing(this))
                .start();

        assertThat(list("port-LOGIN://maria:p%40ss:w/örd://x").status()).isEqualTo(200);
        assertThat(seen.get()).isEqualTo(new Account("maria", new Credential.Password("maria", "p%40ss:w/örd://x")));
    }

    @Test
    void anOAuth2ServiceIsOpenedByATokenOrAPasswordOfTheCaller() {
        oauth2();
        String token = vendor.grants().create().accessToken();

        assertThat(list(name + "://maria:" + token).status()).isEqualTo(200);
        assertThat(seen.get()).isEqualTo(new Account("maria", new Credential.BearerToken(token)));
        assertThat(list(name + "://maria:app-password").status()).isEqualTo(200);
        assertThat(seen.get()).isEqualTo(new Account("maria", new Credential.Password("maria", "app-password")));
        assertThat(list(name + "://maria:no token").status()).isEqualTo(200);
        assertThat(list(name + "://maria:wrong").status()).isEqualTo(403);
    }

    @Test
    void whatOpenedAnOAuth2ServiceLastIsTriedFirst() {
        readsFirst = true;
        oauth2();
        String upload = "/storage/file" + Caller.query("filepath", "/f", "userId", name + "://maria:app-password");
        Caller caller = new Caller(connector.url());
        assertThat(caller.bytes("POST", upload, new byte[10]).status()).isEqualTo(403);

        assertThat(list(name + "://maria:app-password").status()).isEqualTo(200);

        assertThat(caller.bytes("POST", upload, new byte[10]).status()).isEqualTo(200);
    }

    @Test
    void s9_credentialsForAnotherConnectorAreRefusedAndNotRepeated() {
        connector = TestConnectors.of(
                        Connector.named("port-login").loginService().implementing(this))
                .start();
        for (String userId : List.of("port-other://maria:s3cret", "port-login://s3cret", "port-login://:")) {
            Caller.Reply reply = list(userId);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text()).contains("userId").doesNotContain("s3cret");
        }
        assertThat(list("maria").text()).contains("without a token storage");
        assertThat(seen).hasNullValue();
    }
}
