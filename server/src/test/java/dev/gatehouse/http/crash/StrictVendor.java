package dev.gatehouse.http.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.vendor.VendorGrants;
import dev.gatehouse.testing.vendor.VendorSimulator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A third party that takes back everything when it sees a refresh token twice, and the people connected to it. Thread-safe. */
final class StrictVendor implements AutoCloseable {
    private static final String TOKEN = """
            {"type":"OAuth2Token","data":{"service":{"type":"OAuth2Service","data":{"servicename":"%s"}},
             "access_token":"%s","refresh_token":"%s"}}
            """;

    private final VendorSimulator vendor = VendorSimulator.start();
    private final String name = "port-" + UUID.randomUUID();
    private final TwoProcesses processes;

    /** Whose refresh was not answered because a process was killed: the vendor may have answered that process. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** Who was told to connect again, and has not done so yet. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    StrictVendor(TwoProcesses processes) {
        this.processes = processes;
        processes
                .answer(admin -> admin.post("/token-storage/service", """
                        {"servicename":"%s","authorize_url":"%s","refresh_url":"%s","client_id":"%s","client_secret":"%s",
                         "implements":["fileStorage"]}
                        """.formatted(
                                name,
                                vendor.authorizeUrl(),
                                vendor.tokenUrl(),
                                VendorSimulator.CLIENT_ID,
                                VendorSimulator.CLIENT_SECRET)))
                .expect(200);
    }

    /** Whether it was acknowledged that the person, who consented at the vendor, is connected. */
    boolean connect(String user) {
        VendorGrants.Issued tokens = vendor.grants().create();
        String body = TOKEN.formatted(name, tokens.accessToken(), tokens.refreshToken());
        return processes
                .ask(admin -> admin.post("/token-storage/user/" + user + "/token", body))
                .filter(answer -> {
                    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
                    return true;
                })
                .isPresent();
    }

    /** Has the person's tokens refreshed. Only where a process was killed meanwhile may they be gone, which is then said. */
    void refresh(String user) {
        processes
                .ask(admin -> admin.put("/token-storage/user/" + user + "/token/" + name, null))
                .ifPresentOrElse(answer -> refreshed(user, answer), () -> unanswered.add(user));
    }

    private void refreshed(String user, Answer answer) {
        switch (answer.status()) {
            case 200 -> {
                refreshes.incrementAndGet();
                unanswered.remove(user);
                gone.remove(user);
            }
            case 404 -> connect(user);
            case 409 -> connectAgain(user, answer);
            default -> assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        }
    }

    private void connectAgain(String user, Answer answer) {
        assertThat(answer.json().get("code").asString()).as(answer.text()).isEqualTo("ERR12134");
        assertThat(unanswered).as("whose tokens a kill may have cost").contains(user);
        if (gone.add(user)) {
            lost.incrementAndGet();
        }
        processes.ask(admin -> admin.delete("/connections/" + user + "/" + name));
    }

    /** How often tokens were refreshed. */
    int refreshes() {
        return refreshes.get();
    }

    /** How often a process was killed between the vendor's answer and its own write, so that nobody had the new tokens. */
    int lost() {
        return lost.get();
    }

    /** How often the vendor saw a token that it had seen before. */
    int reuses() {
        return vendor.grants().reuses();
    }

    /** Whether the vendor takes the access token that we give out. */
    boolean isGood(String user) {
        Answer answer = processes.answer(admin -> admin.get("/connections/" + user + "/" + name + "/token"));
        return vendor.grants()
                .accepts(answer.expect(200).json().get("access_token").asString());
    }

    @Override
    public void close() {
        vendor.close();
    }
}
