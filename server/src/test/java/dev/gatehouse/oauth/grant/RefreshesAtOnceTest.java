package dev.gatehouse.oauth.grant;

import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.oauth.token.RefreshTokenValue;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refreshes that come at the same time share transactions and nothing else. */
class RefreshesAtOnceTest {
    private final TestServer server = TestServer.shared();
    private final TokenFixture fixture = new TokenFixture(server);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void s4_manyAtOnceRotateEachFamilyOnceAndAllGetItsSuccessor() throws Exception {
        List<TokenFixture.Granted> families = IntStream.range(0, 8)
                .mapToObj(_ -> fixture.grant("oauth.service.r"))
                .toList();
        Map<String, Set<String>> successors = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int copy = 0; copy < 5; copy++) {
                for (TokenFixture.Granted each : families) {
                    threads.submit(() -> successors
                            .computeIfAbsent(each.refresh(), _ -> ConcurrentHashMap.newKeySet())
                            .add(member(refresh(server, each.client(), each.refresh()), "refresh_token")));
                }
            }
        }

        assertThat(successors).hasSize(families.size());
        assertThat(successors.values()).allMatch(all -> all.size() == 1);
        for (TokenFixture.Granted each : families) {
            String successor = successors.get(each.refresh()).iterator().next();
            refresh(server, each.client(), successor).expect(200);
            refresh(server, each.client(), each.refresh()).expect(400);
        }
    }

    @Test
    void s4_aFamilyThatIsBeingChangedIsWaitedForAndNoOther() throws Exception {
        TokenFixture.Granted held = fixture.grant("oauth.service.r");
        TokenFixture.Granted free = fixture.grant("oauth.service.r");
        UUID family = RefreshTokenValue.parse(held.refresh()).orElseThrow().family();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> waiting = server.jdbi().inTransaction(handle -> {
                handle.execute("update refresh_family set actor = null where family_id = ?", family);
                Future<Answer> begun = threads.submit(() -> refresh(server, held.client(), held.refresh()));
                refresh(server, free.client(), free.refresh()).expect(200);
                return begun;
            });
            waiting.get().expect(200);
        }
    }
}
