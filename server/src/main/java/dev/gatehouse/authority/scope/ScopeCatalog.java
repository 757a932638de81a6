package dev.gatehouse.authority.scope;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.KeyedPage;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The scopes that services declare today, and what their owners say of them. Thread-safe. */
public final class ScopeCatalog {
    /** The topic under which changes of scopes are announced; its keys are scopes. */
    public static final String TOPIC = "scope";

    private final Jdbi jdbi;
    private final ScopeStore scopes = new ScopeStore();
    private final ScopeOwnerStore owners = new ScopeOwnerStore();

    public ScopeCatalog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A page of scopes and, where the page is counted, how many there are. */
    record Listing(List<Scope> scopes, long total) {}

    /** @param part only scopes that contain it, in upper or lower case; null for all */
    Listing list(Page page, @Nullable String part) {
        KeyedPage keyed = new KeyedPage(page, null);
        return jdbi.withHandle(handle -> new Listing(
                scopes.list(handle, keyed, part), keyed.isCounted() ? scopes.count(handle, keyed, part) : 0));
    }

    /** @throws ApiException ERR12191 */
    Scope get(String scope) {
        return jdbi.withHandle(handle -> find(handle, scope));
    }

    /**
     * Changes what is said of a scope.
     *
     * @throws ApiException ERR12191, ERR11620, ERR12101 or ERR11004
     */
    Scope update(Caller caller, String scope, ScopeInput change, Precondition precondition) {
        return jdbi.inTransaction(handle -> {
            ScopeOwner before = owners.lock(handle, scope).orElseThrow(() -> ErrorCode.SCOPE_NOT_FOUND.with(scope));
            checkOwner(caller, before);
            precondition.check("Scope " + scope, find(handle, scope));
            ScopeOwner after = change.of(before);
            if (!after.serviceId().equals(before.serviceId()) && !owners.canHave(handle, after)) {
                throw ApiException.invalid(
                        "/serviceId", "is no service of " + before.ownerId() + " that declares " + scope);
            }
            scopes.update(handle, after);
            if (change.describes()) {
                scopes.describe(handle, scope, change.text());
            }
            Scope changed = find(handle, scope);
            AuditStore.record(handle, caller, "scope.update", "scope/" + scope, changed);
            ChangeFeed.announce(handle, TOPIC, scope);
            return changed;
        });
    }

    private Scope find(Handle handle, String scope) {
        return scopes.find(handle, scope).orElseThrow(() -> ErrorCode.SCOPE_NOT_FOUND.with(scope));
    }

    private static void checkOwner(Caller caller, ScopeOwner scope) {
        if (!caller.isAdministrator() && !caller.isUser(scope.ownerId())) {
            throw ErrorCode.PERMISSION_DENIED.with("User " + caller.userId() + " may not change scope " + scope.scope()
                    + ", which " + scope.ownerId() + " owns; that needs the scope oauth.admin");
        }
    }
}
