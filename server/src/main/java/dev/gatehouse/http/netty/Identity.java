package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.http.BasicCredentials;
import dev.gatehouse.http.BearerGuard;
import dev.gatehouse.http.ClientGuard;
import java.util.function.Supplier;

/**
 * What a request shows to say whose it is, and the two ways to find out.
 *
 * @param remembered the caller where the proof was verified before and still holds, or null; never blocks
 * @param verification gives the caller; may block, and throws {@link ApiException} where the proof does not hold
 */
record Identity(Supplier<Caller> remembered, Supplier<Caller> verification) {

    static Identity of(BearerGuard guard, String token) {
        return new Identity(() -> guard.remembered(token), () -> guard.verify(token));
    }

    static Identity of(ClientGuard guard, BasicCredentials credentials, String address) {
        return new Identity(() -> guard.remembered(credentials), () -> guard.verify(credentials, address));
    }
}
