package dev.gatehouse.oauth.oversight;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.clients.ClientOwnership;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.oauth.token.Revocations;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which tokens people and clients can refresh, and their end. Thread-safe. */
public final class RefreshableTokens {
    /** Counting more would cost more than the page. */
    private static final int MOST_COUNTED = 1000;

    private final Jdbi jdbi;
    private final Users users;
    private final Clients clients;
    private final Revocations revocations;
    private final Clock clock;
    private final ListedTokenStore store = new ListedTokenStore();

    public RefreshableTokens(Jdbi jdbi, Users users, Clients clients, Revocations revocations, Clock clock) {
        this.jdbi = jdbi;
        this.users = users;
        this.clients = clients;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** A page of them and, where the page is counted, how many there are, or {@link Page#MANY}. */
    record Listing(List<ListedToken> tokens, long total) {}

    /**
     * @param clientId only this client's; null for every client
     * @throws ApiException ERR11620 or ERR12013
     */
    Listing ofUser(Caller caller, String userId, @Nullable String clientId, Page page) {
        users.requireOwn(caller, userId);
        return list(new TokenFilter(userId, clientId), page);
    }

    /**
     * @param userId only this user's; null for everybody's
     * @throws ApiException ERR11620 or ERR12014
     */
    Listing ofClient(Caller caller, String clientId, @Nullable String userId, Page page) {
        requireOwnClient(caller, clientId);
        return list(new TokenFilter(userId, clientId), page);
    }

    /** @throws ApiException ERR11620, ERR12013 or ERR12247 */
    void endOfUser(Caller caller, String userId, String tokenId) {
        users.requireOwn(caller, userId);
        end(caller, new TokenFilter(userId, null), tokenId);
    }

    /** @throws ApiException ERR11620, ERR12014 or ERR12247 */
    void endOfClient(Caller caller, String clientId, String tokenId) {
        requireOwnClient(caller, clientId);
        end(caller, new TokenFilter(null, clientId), tokenId);
    }

    private Listing list(TokenFilter filter, Page page) {
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> new Listing(
                store.list(handle, filter, page, now),
                page.isCounted() ? store.count(handle, filter, now, MOST_COUNTED) : 0));
    }

    /** Ends what was issued with it, too: all that came of the same code or device. */
    private void end(Caller caller, TokenFilter filter, String tokenId) {
        Instant now = Times.now(clock);
        jdbi.useTransaction(handle -> {
            ListedTokenStore.Found found =
                    store.lock(handle, filter, tokenId, now).orElseThrow(() -> ErrorCode.TOKEN_NOT_FOUND.with(tokenId));
            revocations.revokeOrigin(handle, found.originId());
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("tokenId", found.tokenId());
            if (found.userId() != null) {
                detail.put("userId", found.userId());
            }
            AuditStore.record(handle, caller, "token.end", "client/" + found.clientId(), detail);
        });
    }

    private void requireOwnClient(Caller caller, String clientId) {
        ClientOwnership.check(
                caller, clients.find(clientId).orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(clientId)));
    }
}
