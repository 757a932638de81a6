package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.scope.ScopeStore;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.page.ScopeLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Says what scopes allow, in the words of those who own them. Thread-safe. */
public final class ScopeDescriptions {
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("openid", "Know who you are"),
            Map.entry("profile", "See your name"),
            Map.entry("email", "See your email address"),
            Map.entry("offline_access", "Keep this access while you are away"),
            Map.entry("oauth.admin", "Administer this server"),
            Map.entry("oauth.audit.r", "Read who changed what"),
            Map.entry("oauth.client.r", "See applications registered here"),
            Map.entry("oauth.client.w", "Register and change applications"),
            Map.entry("oauth.client.register", "Register applications"),
            Map.entry("oauth.contract.check", "Compare contracts of services"),
            Map.entry("oauth.service.r", "See services registered here"),
            Map.entry("oauth.service.w", "Register and change services"),
            Map.entry("oauth.usage.w", "Report who calls services"),
            Map.entry("oauth.user.r", "See the people registered here"),
            Map.entry("oauth.user.w", "Add and change people"),
            Map.entry("token-storage.r", "See which outside accounts are connected"),
            Map.entry("token-storage.w", "Connect and disconnect outside accounts"),
            Map.entry("token-storage.secret.r", "Read the secrets of connected services"),
            Map.entry("token-storage.connect", "Connect anybody to any service"));

    /** Where the claim's own name would not do. */
    private static final Map<TokenClaim, String> CLAIMS = Map.of(
            TokenClaim.NAME, "full name",
            TokenClaim.PROFILE, "profile page's address",
            TokenClaim.WEBSITE, "website's address",
            TokenClaim.BIRTHDATE, "date of birth",
            TokenClaim.ZONEINFO, "time zone",
            TokenClaim.LOCALE, "language",
            TokenClaim.PREFERRED_USERNAME, "user name",
            TokenClaim.UPDATED_AT, "profile's last change",
            TokenClaim.EMAIL, "email address",
            TokenClaim.EMAIL_VERIFIED, "email address's state: verified or not");

    private final Jdbi jdbi;
    private final ScopeStore store = new ScopeStore();

    public ScopeDescriptions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One line a scope, in order, and one for each claim. */
    public List<ScopeLine> describe(Consents.Allowed allowed) {
        return Stream.concat(
                        describe(allowed.scopes()).stream(),
                        allowed.claims().stream()
                                .map(claim -> new ScopeLine(
                                        claim.text(),
                                        "See your "
                                                + CLAIMS.getOrDefault(
                                                        claim, claim.text().replace('_', ' ')))))
                .toList();
    }

    /** One line a scope, in order. */
    public List<ScopeLine> describe(Collection<String> scopes) {
        List<String> foreign =
                scopes.stream().filter(scope -> !OURS.containsKey(scope)).toList();
        Map<String, String> described =
                foreign.isEmpty() ? Map.of() : jdbi.withHandle(handle -> store.texts(handle, foreign));
        return scopes.stream()
                .map(scope -> new ScopeLine(scope, OURS.getOrDefault(scope, described.getOrDefault(scope, scope))))
                .toList();
    }
}
