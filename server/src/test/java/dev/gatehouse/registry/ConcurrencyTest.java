package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many writers at once. */
class ConcurrencyTest {
    private static final int WRITERS = 16;

    private final Api api = TestServer.shared().administrator();
    private final String id = Services.newId();

    private static List<Answer> atOnce(Callable<Answer> request) throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                running.add(threads.submit(request));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : running) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @Test
    void s15_exactlyOneOfManyCreatesWins() throws Exception {
        List<Answer> answers = atOnce(() -> api.post("/oauth2/service", Services.body(id)));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 400)).hasSize(WRITERS - 1);
    }

    @Test
    void s15_exactlyOneOfManyConditionalUpdatesWins() throws Exception {
        api.post("/oauth2/service", Services.body(id)).expect(200);
        String tag = api.get("/oauth2/service/" + id).entityTag();

        List<Answer> answers =
                atOnce(() -> api.put("/oauth2/service", Services.body(id, "Changed", "data.r"), "If-Match", tag));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 412)).hasSize(WRITERS - 1);
    }

    @Test
    void s15_endpointListsAreReplacedAsAWhole() throws Exception {
        api.post("/oauth2/service", Services.body(id)).expect(200);
        List<String> lists = IntStream.range(0, 4)
                .mapToObj(list -> IntStream.range(0, 10)
                        .mapToObj(i -> "{\"endpoint\":\"/%d/%d@get\",\"operation\":\"o\",\"scope\":\"s%d\"}"
                                .formatted(list, i, list))
                        .toList()
                        .toString())
                .toList();

        atOnce(() -> api.post("/oauth2/service/" + id + "/endpoint", lists.get((int)
                (Thread.currentThread().threadId() % lists.size()))));

        List<String> scopes = api.get("/oauth2/service/" + id + "/endpoint")
                .json()
                .valueStream()
                .map(endpoint -> endpoint.get("scope").asString())
                .toList();
        assertThat(scopes).hasSize(10);
        assertThat(scopes.stream().distinct()).hasSize(1);
    }

    @Test
    void s15_oneOfManyFirstImportsCreatesTheService() throws Exception {
        List<Answer> answers = atOnce(() -> api.send(
                "PUT", "/oauth2/service/" + id + "/contract", Contracts.v1(), "Content-Type", "application/yaml"));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(WRITERS - 1);
        assertThat(api.get("/oauth2/service/" + id + "/contract/versions?page=1")
                        .json())
                .hasSize(1);
    }
}
