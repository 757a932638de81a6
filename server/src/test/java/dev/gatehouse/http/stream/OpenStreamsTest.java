package dev.gatehouse.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.StreamingResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many streams of one kind a process and a client may have, also where many are let in at the same moment. */
class OpenStreamsTest {
    private static final int OF_A_CLIENT = 20;

    private final OpenStreams<ServerSentEvents> streams = new OpenStreams<>("streams of a test", 22);

    /** Remembers what became of it. */
    private static final class Sink implements ResponseSink {
        private int parts;
        private boolean ended;

        @Override
        public void write(byte[] part, Runnable next) {
            parts++;
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void breakOff() {
            throw new AssertionError("it ends in order");
        }
    }

    private StreamingResponse open(String clientId) {
        return streams.open(new Caller("user", clientId, Set.of()), () -> new ServerSentEvents() {
            @Override
            public byte[] heartbeat() {
                return new byte[0];
            }

            @Override
            public void begin(ResponseSink outlet) {
                outlet.write(new byte[1], () -> {});
            }
        });
    }

    private static Sink begin(StreamingResponse stream) {
        Sink sink = new Sink();
        stream.begin(sink);
        return sink;
    }

    private List<StreamingResponse> letIn(String clientId, int count) {
        return IntStream.range(0, count).mapToObj(i -> open(clientId)).toList();
    }

    private void assertRefused(String clientId, ErrorCode code) {
        assertThatThrownBy(() -> open(clientId))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void s22_oneClientTakesNotAllStreams() {
        List<StreamingResponse> atOnce = letIn("greedy", OF_A_CLIENT + 1);
        List<Sink> sinks = atOnce.stream().map(OpenStreamsTest::begin).toList();

        assertThat(sinks).filteredOn(sink -> sink.parts == 1 && !sink.ended).hasSize(OF_A_CLIENT);
        assertThat(sinks.getLast().ended).isTrue();
        assertRefused("greedy", ErrorCode.TOO_MANY_REQUESTS);
        assertThat(begin(open("other")).parts).isEqualTo(1);
        atOnce.getFirst().ended();
        assertThat(begin(open("greedy")).parts).isEqualTo(1);
    }

    @Test
    void s22_aProcessHasNotMoreThanItMay() {
        List<StreamingResponse> atOnce =
                IntStream.range(0, 23).mapToObj(i -> open("client-" + i)).toList();
        List<Sink> sinks = atOnce.stream().map(OpenStreamsTest::begin).toList();

        assertThat(streams.count()).isEqualTo(22);
        assertThat(sinks.getLast().ended).isTrue();
        assertRefused("another", ErrorCode.SERVER_BUSY);
    }

    @Test
    void aClosedProcessEndsThemAndBeginsNone() {
        StreamingResponse late = open("late");
        Sink begun = begin(open("begun"));
        streams.close();

        assertThat(begun.ended).isTrue();
        assertThat(begin(late).ended).isTrue();
        assertRefused("another", ErrorCode.SERVER_BUSY);
    }
}
