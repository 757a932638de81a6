package dev.gatehouse.oauth.page;

import dev.gatehouse.pages.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people allowed, and where they are signed in. Times are ready to be read. */
public record AccountPage(
        String formToken, String userId, @Nullable Message notice, List<Consent> consents, List<SessionLine> sessions) {
    /** An application with access. */
    public record Consent(String clientId, String clientName, String since, List<ScopeLine> scopes) {}

    /** A browser that is signed in. */
    public record SessionLine(String sessionId, String browser, String since, String lastUsed, boolean current) {}
}
