package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.TwoServers.Person;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is issued while everything ends does not outlive the end. */
class EndsAtOnceTest {
    private static TwoServers servers;
    private static TestServer first;
    private static TestServer second;

    @BeforeAll
    static void start() {
        servers = TwoServers.start();
        first = servers.first();
        second = servers.second();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    /** Two at once, and what the first of them gives. */
    private static <T> T whileEnding(Person person, Callable<T> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<T> result = threads.submit(() -> {
                barrier.await();
                return work.call();
            });
            Future<Answer> ended = threads.submit(() -> {
                barrier.await();
                return person.own().delete("/oauth2/user/" + person.userId() + "/session");
            });
            ended.get().expect(204);
            return result.get();
        }
    }

    @Test
    void s27_whatIsIssuedInTheVeryMomentOfTheEndIsEndedToo() throws Exception {
        Person person = servers.signedIn();
        WebClient client = WebClient.register(
                first, "trusted", List.of("authorization_code", "refresh_token"), "pets.r", "oauth.service.r");
        HeldTokens tokens = person.tokens();
        for (int round = 0; round < 10; round++) {
            Visitor visitor = new People(first).signedIn(person.userId());
            String code = WebClient.value(visitor.get(client.url("scope", "pets.r oauth.service.r")), "code");

            Answer redeemed = whileEnding(person, () -> client.redeem(code));

            if (redeemed.status() == 200) {
                String access = redeemed.json().get("access_token").asString();
                String refresh = redeemed.json().get("refresh_token").asString();
                await().until(() -> !tokens.works(second, access));
                TokenFixture.refresh(second, client.registered(), refresh).expect(400);
            }
        }
        for (int round = 0; round < 5; round++) {
            Visitor visitor = new People(first).signedIn(person.userId());
            Answer code = whileEnding(person, () -> visitor.get(client.url("scope", "pets.r oauth.service.r")));
            if (code.status() == 303) {
                client.redeem(WebClient.value(code, "code")).expect(400);
            }
            assertThat(visitor.get("/account").text().contains("Your account")).isFalse();
        }
    }
}
