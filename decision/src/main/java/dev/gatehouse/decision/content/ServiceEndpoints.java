package dev.gatehouse.decision.content;

import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.ReadingListener;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints of one service. Immutable.
 *
 * @param byPath those found by method and path
 * @param byContent those found by what a request says; null where its kind of contract has none
 */
public record ServiceEndpoints(
        EndpointIndex byPath, @Nullable ContentEndpoints byContent) {
    /** How much memory they take, counted in endpoints. */
    public int size() {
        return byPath.size() + (byContent == null ? 0 : byContent.size());
    }

    /** Whether it may depend on the body what a request is for. */
    public boolean lookAtBodies() {
        return byContent != null;
    }

    /** The most bytes of this request's body that are looked at; -1 where it does not depend on that what the request is for. */
    public int bytesLookedAt(ForwardedRequest asked) {
        return byContent != null && byContent.areAt(asked.target()) && !isRegistered(byPath.find(asked))
                ? byContent.maximumBytes()
                : -1;
    }

    /**
     * What a request is for. Endpoints with a path come first, such as one for health; any other request to where the
     * service takes requests that name their endpoints themselves is for those. Never throws for what a client sent.
     */
    public Finding find(ForwardedRequest asked, RequestContent content) {
        return find(asked, content, null);
    }

    /** The same, telling each way to read it. @param listener null for nobody */
    public Finding find(ForwardedRequest asked, RequestContent content, @Nullable ReadingListener listener) {
        Finding finding = byPath.find(asked, listener);
        return isRegistered(finding) || byContent == null || !byContent.areAt(asked.target())
                ? finding
                : byContent.find(asked, content);
    }

    private static boolean isRegistered(Finding finding) {
        return !(finding instanceof Finding.Settled settled && settled.decision() instanceof Decision.NotRegistered);
    }
}
