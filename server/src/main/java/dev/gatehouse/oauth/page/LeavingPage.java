package dev.gatehouse.oauth.page;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed out, which clients hear in frames (OpenID Connect Front-Channel Logout 1.0).
 *
 * @param goesOnTo where the browser goes once they have; null for nowhere
 */
public record LeavingPage(List<URI> frames, @Nullable URI goesOnTo) {
    public LeavingPage {
        frames = List.copyOf(frames);
    }
}
