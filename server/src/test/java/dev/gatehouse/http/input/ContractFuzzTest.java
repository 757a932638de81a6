package dev.gatehouse.http.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.OpenApiContract.Operation;
import dev.gatehouse.testing.Soak;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random requests to every operation: none meets a fault of ours, and every answer is one that its contract has. */
class ContractFuzzTest {
    private static final int REQUESTS = Integer.getInteger("gatehouse.fuzz.requests", Soak.rounds(20_000, 1_000_000));

    /** Then what the requests removed is there again. */
    private static final int PER_SERVER = 5_000;

    private static final int AT_ONCE = 4;

    /** Streams have no end, and keys that are compromised end the tokens of the requests that follow. */
    private static final List<Operation> OPERATIONS = OpenApiContract.allOperations().stream()
            .filter(operation -> !operation.path().matches(".*/(events|changes)"))
            .filter(operation -> !operation.path().equals("/oauth2/keys/rotation"))
            .toList();

    @Test
    void s13_noRequestMeetsAFaultOfOurs() throws Exception {
        long first =
                Long.getLong("gatehouse.fuzz.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        for (long from = first; from < first + REQUESTS; from += PER_SERVER) {
            long until = Math.min(from + PER_SERVER, first + REQUESTS);
            try (FilledServer filled = new FilledServer();
                    ForkJoinPool pool = new ForkJoinPool(AT_ONCE)) {
                LongStream seeds = LongStream.range(from, until);
                assertThat(pool.submit(() -> problems(filled, seeds)).get()).isEmpty();
            }
        }
    }

    private static List<String> problems(FilledServer filled, LongStream seeds) {
        return seeds.unordered()
                .parallel()
                .mapToObj(seed -> problem(filled, seed))
                .filter(problem -> !problem.isEmpty())
                .limit(20)
                .toList();
    }

    private static String problem(FilledServer filled, long seed) {
        Random random = new Random(seed);
        Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        FuzzedRequest request = new FuzzedRequest(random, operation);
        try {
            Answer answer = request.send(filled, caller(filled, operation, random));
            return answer.status() < 500 || isHonestRefusal(answer)
                    ? ""
                    : "seed %d: %s%n  answered %d: %s".formatted(seed, request, answer.status(), answer.text());
        } catch (AssertionError disagreement) {
            return "seed %d: %s%n  %s".formatted(seed, request, disagreement.getMessage());
        }
    }

    /** Something is away: we for a while, or a connector, of which there is none here. */
    private static boolean isHonestRefusal(Answer answer) {
        return answer.status() == 503 && answer.header("Retry-After") != null
                || answer.status() == 502 && answer.text().contains("\"code\":\"ERR12142\"");
    }

    private static Api caller(FilledServer filled, Operation operation, Random random) {
        Api listener = filled.isPublic(operation)
                ? filled.server().open()
                : filled.server().admin();
        return switch (random.nextInt(10)) {
            case 0 -> listener;
            case 1 -> listener.withToken("no.such.token");
            case 2 -> listener.withBasic("nobody", "é");
            default -> listener.withToken(filled.token());
        };
    }
}
