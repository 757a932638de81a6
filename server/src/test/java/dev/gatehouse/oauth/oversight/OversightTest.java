package dev.gatehouse.oauth.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.client.token.IssuedToken;
import dev.gatehouse.client.token.IssuedTokensApi;
import dev.gatehouse.client.user.UserSession;
import dev.gatehouse.clientlibrary.Programs;
import dev.gatehouse.oauth.HeldTokens.Held;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.oauth.TwoServers;
import dev.gatehouse.oauth.TwoServers.Person;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sessions and refresh tokens are listed to whom they concern, and end one by one. */
class OversightTest {
    private static TwoServers servers;
    private static TestServer server;
    private static TokenFixture tokens;

    @BeforeAll
    static void start() {
        servers = TwoServers.start();
        server = servers.first();
        tokens = new TokenFixture(server);
    }

    @AfterAll
    static void stop() {
        tokens.close();
        servers.close();
    }

    private static JsonNode list(Api api, String path) {
        return api.get(path + "?page=1&pageSize=100").expect(200).json();
    }

    private static boolean refreshes(TokenFixture.Granted granted) {
        return TokenFixture.refresh(servers.second(), granted.client(), granted.refresh())
                        .status()
                == 200;
    }

    @Test
    void s27_whatTheListsShowEndsOneByOneUntilNothingIsLeft() {
        Person person = servers.signedIn();
        List<Held> held = person.tokens().all();
        servers.requireAllWork(held);
        IssuedTokensApi api = Programs.administrator(server).issuedTokens();
        List<IssuedToken> listed = api.ofUser(person.userId(), "").toList();
        List<UserSession> sessions =
                Programs.administrator(server).users().sessions(person.userId()).toList();

        assertThat(listed).extracting(IssuedToken::userId).containsOnly(person.userId());
        assertThat(listed).filteredOn(each -> each.use().sessionId() == null).hasSize(2);
        assertThat(listed)
                .filteredOn(each -> each.use().sessionId() != null)
                .extracting(each -> each.use().sessionId())
                .containsOnly(sessions.getFirst().sessionId());
        assertThat(sessions)
                .hasSize(1)
                .first()
                .satisfies(session -> assertThat(session.signedIn())
                        .isBeforeOrEqualTo(session.lastUsed())
                        .isBefore(session.until()));
        listed.forEach(each -> api.endOfUser(person.userId(), each.tokenId()));
        servers.requireNoneWorks(
                held.stream().filter(each -> each.name().contains("away")).toList());
        assertThat(api.ofUser(person.userId(), "")).isEmpty();
        Programs.administrator(server)
                .users()
                .endSession(person.userId(), sessions.getFirst().sessionId());
        servers.requireNoneWorks(held);
        assertThat(person.isSignedIn()).isFalse();
    }

    @Test
    void oneTokenEndsAndNoOther() {
        TokenFixture.Granted ended = tokens.grant("oauth.service.r");
        TokenFixture.Granted sibling = tokens.grant(ended.client(), ended.userId(), null, "oauth.service.r");
        Api owner = server.as(ended.userId(), "oauth.user.w");
        String path = "/oauth2/user/" + ended.userId() + "/token";
        // The one that is refreshed last is the one that goes.
        assertThat(refreshes(ended)).isTrue();
        JsonNode last = list(owner, path)
                .valueStream()
                .max(Comparator.comparing(each -> each.get("lastUsed").asString()))
                .orElseThrow();

        owner.delete(path + "/" + last.get("tokenId").asString()).expect(204);

        assertThat(server.admin()
                        .withToken(ended.access())
                        .get("/oauth2/service?page=1")
                        .status())
                .isEqualTo(401);
        assertThat(server.admin()
                        .withToken(sibling.access())
                        .get("/oauth2/service?page=1")
                        .status())
                .isEqualTo(200);
        assertThat(refreshes(sibling)).isTrue();
        owner.delete(path + "/" + last.get("tokenId").asString()).expectError(404, "ERR12247", "TOKEN_NOT_FOUND");
        JsonNode entry = server.administrator()
                .get("/oauth2/audit?page=1&action=token.end&userId=" + ended.userId())
                .expect(200)
                .json()
                .get(0);
        assertThat(entry.get("subject").asString())
                .isEqualTo("client/" + ended.client().clientId());
        assertThat(entry.at("/detail/tokenId")).isEqualTo(last.get("tokenId"));
    }

    @Test
    void whatNamesATokenOpensNothing() {
        TokenFixture.Granted granted = tokens.grant("oauth.service.r");
        Answer listed = server.administrator().get("/oauth2/user/" + granted.userId() + "/token?page=1");
        ByteBuffer token = ByteBuffer.wrap(new Base64URL(granted.refresh()).decode());
        String family = new UUID(token.getLong(), token.getLong()).toString();

        assertThat(listed.expect(200).text())
                .doesNotContain(
                        family, family.replace("-", ""), granted.refresh().substring(0, 20));
        String name = listed.json().get(0).get("tokenId").asString();
        TokenFixture.refresh(server, granted.client(), name).expect(400);
        assertThat(refreshes(granted)).as("nobody had it taken for stolen").isTrue();
    }

    @Test
    void s12_onlyThoseSeeAndEndThemWhomTheyConcern() {
        TokenFixture.Granted granted = tokens.grant("oauth.service.r");
        String other = server.newUser();
        String owner = server.newUser();
        TestServer.Registered client = server.newClient(owner, "oauth.service.r");
        TokenFixture.Granted ofClient = tokens.grant(client, granted.userId(), null, "oauth.service.r");
        String ofUser = "/oauth2/user/" + granted.userId();
        String clientPath = "/oauth2/client/" + client.clientId() + "/token";
        String foreign = "/oauth2/client/" + granted.client().clientId() + "/token";
        Api stranger = server.as(other, "oauth.user.r", "oauth.user.w", "oauth.client.r", "oauth.client.w");
        Api owning = server.as(owner, "oauth.client.w", "oauth.user.w");

        for (String path : List.of(ofUser + "/session", ofUser + "/token", clientPath, foreign)) {
            stranger.get(path + "?page=1").expect(403);
            stranger.delete(path + "/" + UUID.randomUUID()).expect(403);
        }
        JsonNode seen = list(owning, clientPath);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).get("userId").asString()).isEqualTo(granted.userId());
        assertThat(owning.get(clientPath + "?page=1&userId=" + other)
                        .expect(200)
                        .json())
                .isEmpty();
        owning.get(foreign + "?page=1").expect(403);
        String tokenId = seen.get(0).get("tokenId").asString();
        server.administrator().delete(foreign + "/" + tokenId).expect(404);
        owning.delete("/oauth2/user/" + owner + "/token/" + tokenId).expect(404);
        owning.delete(clientPath + "/" + tokenId).expect(204);
        assertThat(refreshes(ofClient)).isFalse();
        assertThat(refreshes(granted)).isTrue();
        server.administrator().get("/oauth2/user/nobody-here/token?page=1").expect(404);
        server.administrator().delete(ofUser + "/session/" + UUID.randomUUID()).expect(404);
    }
}
