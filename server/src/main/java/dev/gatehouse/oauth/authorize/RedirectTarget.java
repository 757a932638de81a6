package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.State;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization response goes: to a redirect URI that was found registered, and nowhere else.
 *
 * @param state null where the client sent none
 */
public record RedirectTarget(
        URI uri, ResponseMode mode, @Nullable State state) {}
