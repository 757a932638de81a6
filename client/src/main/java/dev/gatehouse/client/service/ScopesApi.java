package dev.gatehouse.client.service;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scopes of registered services: who has them, and what they allow. Thread-safe. */
public final class ScopesApi {
    private static final ApiOperation LIST = admin("GET", "/oauth2/scope");
    private static final ApiOperation GET = admin("GET", "/oauth2/scope/{scope}");
    private static final ApiOperation UPDATE = admin("PUT", "/oauth2/scope/{scope}");

    private final Transport transport;

    public ScopesApi(Transport transport) {
        this.transport = transport;
    }

    /** All scopes that services declare, sorted. */
    public Stream<OwnedScope> list() {
        return listContaining(null);
    }

    /** Those that contain this, in small or capital letters. @param part null for all */
    public Stream<OwnedScope> listContaining(@Nullable String part) {
        return transport.call(LIST).query("page", 1).query("q", part).pages(OwnedScope.class);
    }

    public OwnedScope get(String scope) {
        return getVersioned(scope).value();
    }

    public Versioned<OwnedScope> getVersioned(String scope) {
        return transport.call(GET, scope).readVersioned(OwnedScope.class);
    }

    /** Empty where it still is at that version. @param entityTag of {@link Versioned}; empty to read it in any case */
    public Optional<Versioned<OwnedScope>> getIfChanged(String scope, String entityTag) {
        return transport.call(GET, scope).readIfChanged(entityTag, OwnedScope.class);
    }

    /** Changes what is said of a scope. @return the scope as it is then */
    public OwnedScope update(String scope, ScopeUpdate update) {
        return update(scope, update, null);
    }

    /** The same where the scope still is at that version. @param ifMatch null for any */
    public OwnedScope update(String scope, ScopeUpdate update, @Nullable String ifMatch) {
        return transport
                .call(UPDATE, scope)
                .ifMatch(ifMatch)
                .json(update.members())
                .read(OwnedScope.class);
    }
}
