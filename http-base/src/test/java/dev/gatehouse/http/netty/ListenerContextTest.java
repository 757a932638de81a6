package dev.gatehouse.http.netty;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ListenerContextTest {
    @Test
    void whatIsToBeToldAfterTheEndOfTheProcessIsNoFailure() {
        Vertx vertx = Vertx.vertx();
        Context loop = vertx.getOrCreateContext();
        vertx.close().toCompletionStage().toCompletableFuture().join();

        assertThatThrownBy(() -> loop.runOnContext(ignored -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatCode(() -> ListenerContext.on(loop, () -> {})).doesNotThrowAnyException();
    }
}
