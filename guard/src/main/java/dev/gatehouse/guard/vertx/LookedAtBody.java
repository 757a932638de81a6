package dev.gatehouse.guard.vertx;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.decision.content.SentContent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.function.Consumer;

/**
 * Reads the body that the guard has to look at, and leaves it where {@code BodyHandler} would: a later one finds its work done.
 * Used on the request's event loop.
 */
final class LookedAtBody {
    /** What {@code BodyHandler} takes at most; so much is read where the service is to get it whatever the guard says. */
    private static final int MAX_IN_SHADOW = 10 * 1024 * 1024;

    private final RoutingContext context;
    private final int limit;
    private final int most;
    private final Buffer body = Buffer.buffer();
    private boolean done;

    /**
     * @param limit the most bytes that are looked at
     * @param refuses whether what is larger is refused, so that nobody needs the rest
     */
    LookedAtBody(RoutingContext context, int limit, boolean refuses) {
        this.context = context;
        this.limit = limit;
        this.most = refuses ? limit : MAX_IN_SHADOW;
    }

    /** @param next gets what the request says, once */
    void read(ForwardedRequest asked, Consumer<RequestContent> next) {
        HttpServerRequest request = context.request();
        Buffer before = context.body() == null ? null : context.body().buffer();
        SentContent unread = content(asked, before == null ? Buffer.buffer() : before);
        if (before != null || request.isEnded() || unread.opensAnotherProtocol()) {
            next.accept(unread);
            return;
        }
        request.exceptionHandler(failure -> finish(() -> context.fail(400, failure)));
        request.handler(chunk -> {
            if (!done && body.length() + chunk.length() > most) {
                finish(() -> tooLarge(asked, next));
            } else if (!done) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> finish(() -> {
            RoutingContextInternal internal = (RoutingContextInternal) context;
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
            internal.setBody(body);
            next.accept(content(asked, body));
        }));
        request.resume();
    }

    private void tooLarge(ForwardedRequest asked, Consumer<RequestContent> next) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
        if (most > limit) {
            context.fail(413);
        } else {
            next.accept(content(asked, Buffer.buffer(new byte[limit + 1])));
        }
    }

    private void finish(Runnable what) {
        if (!done) {
            done = true;
            what.run();
        }
    }

    private SentContent content(ForwardedRequest asked, Buffer read) {
        boolean whole = read.length() <= limit;
        return SentContent.of(asked, context.request().headers()::getAll, whole ? read.getBytes() : new byte[0], whole);
    }
}
