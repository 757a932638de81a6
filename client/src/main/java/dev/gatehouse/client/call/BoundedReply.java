package dev.gatehouse.client.call;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An answer's body in memory, up to a bound; the JDK has such a thing only from Java 25 on. Used by one answer. */
public final class BoundedReply implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long bound;
    private long received;
    private Flow.@Nullable Subscription subscription;

    /** The body is longer than the bound. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        private TooLong(long bound) {
            super("the answer is longer than " + bound + " bytes");
        }
    }

    /** @param bound in bytes; a longer body fails the call with {@link TooLong} */
    public BoundedReply(long bound) {
        this.bound = bound;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        bytes.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            received += buffer.remaining();
        }
        if (received <= bound) {
            bytes.onNext(buffers);
            return;
        }
        if (subscription != null) {
            subscription.cancel();
        }
        bytes.onError(new TooLong(bound));
    }

    @Override
    public void onError(Throwable problem) {
        bytes.onError(problem);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
