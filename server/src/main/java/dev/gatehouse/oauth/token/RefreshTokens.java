package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.session.GroundStore;
import dev.gatehouse.store.Times;
import dev.gatehouse.store.batch.Batching;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refresh tokens that are replaced at every use (RFC 9700 section 4.14.2).
 *
 * <p>A token that was used before revokes its family and everything from the same origin, except within
 * the grace of its client and before its successor is used: then the same client gets the same successor
 * again, since its answer may have been lost. Thread-safe, also between processes: of several uses at once, one makes
 * the successor and the others get it too. What comes at the same time goes to the database together; the answer follows the
 * commit.
 */
public final class RefreshTokens {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);

    private final Jdbi jdbi;
    private final Revocations revocations;
    private final RefusalAudit refusals;
    private final Duration usualGrace;
    private final Clock clock;
    private final RefreshFamilyStore store = new RefreshFamilyStore();
    private final GroundStore grounds = new GroundStore();
    private final Batching<UUID, Optional<RefreshFamily>> finding = new Batching<>(this::found);
    private final Batching<RefreshFamilyStore.Use, Boolean> rotating = new Batching<>(this::rotated);

    /** @param usualGrace how long a lost answer may be asked for again, where the client says nothing */
    public RefreshTokens(Jdbi jdbi, Revocations revocations, RefusalAudit refusals, Duration usualGrace, Clock clock) {
        this.jdbi = jdbi;
        this.revocations = revocations;
        this.refusals = refusals;
        this.usualGrace = usualGrace;
        this.clock = clock;
    }

    /** Begins a family; returns its first token. */
    String begin(TokenAccess access, UUID originId) {
        Instant now = Times.now(clock);
        RefreshTokenValue first = RefreshTokenValue.random(UUID.randomUUID());
        RefreshFamily family = new RefreshFamily(
                first.family(),
                originId,
                new RefreshFamily.Grant(
                        access.client().clientId(),
                        access.userId(),
                        ScopeLimit.NOTHING, // read anew with the family, whenever it is used
                        access.scope().toString(),
                        access.resource() == null ? null : access.resource().toString(),
                        access.actor(),
                        access.ground(),
                        access.client().isPublic() ? access.bounds().boundTo() : null),
                access.userinfo(),
                RefreshFamily.Rotation.first(first.hash(), now),
                now.plus(RefreshFamily.IDLE),
                now.plus(RefreshFamily.LIFETIME));
        jdbi.useTransaction(handle -> {
            if (access.ground() != null && access.ground().sessionId() != null) {
                grounds.keepSession(handle, access.ground().sessionId());
            }
            store.insert(handle, family);
        });
        return first.reveal();
    }

    /** A token that may be used, and its family. */
    public record Usable(RefreshTokenValue token, RefreshFamily family) {}

    /**
     * Finds what a token stands for, without using it.
     *
     * @throws GeneralException invalid_grant where it is unknown, another client's, expired or used before
     */
    public Usable require(Client client, String value) throws GeneralException {
        RefreshTokenValue token = RefreshTokenValue.parse(value).orElseThrow(RefreshTokens::invalid);
        RefreshFamily family = ofClient(client, token);
        requireUnused(client, token, family);
        return new Usable(token, family);
    }

    /**
     * Uses a token.
     *
     * @return its successor
     * @throws GeneralException invalid_grant where it was revoked or used meanwhile
     */
    public String use(Client client, Usable usable) throws GeneralException {
        RefreshTokenValue token = usable.token();
        if (usable.family().isCurrent(token)) {
            var use = new RefreshFamilyStore.Use(token, RefreshTokenValue.random(token.family()));
            if (rotating.get(use) || jdbi.withHandle(handle -> store.rotate(handle, use, Times.now(clock)))) {
                return use.successor().reveal();
            }
        }
        RefreshFamily now = ofClient(client, token);
        requireUnused(client, token, now);
        byte[] sealed = now.rotation().sealedCurrent();
        if (sealed == null) {
            throw invalid();
        }
        return token.unseal(sealed).reveal();
    }

    /** The family of a token that is or was good, of any client; empty for anything else. */
    public Optional<RefreshFamily> find(String value) {
        return RefreshTokenValue.parse(value).flatMap(token -> finding.get(token.family()));
    }

    private List<Optional<RefreshFamily>> found(List<UUID> familyIds) {
        Map<UUID, RefreshFamily> families = jdbi.withHandle(handle -> store.find(handle, familyIds));
        return familyIds.stream()
                .map(id -> Optional.ofNullable(families.get(id)))
                .toList();
    }

    private List<Boolean> rotated(List<RefreshFamilyStore.Use> uses) {
        return jdbi.withHandle(handle -> store.rotateUnlocked(handle, uses, Times.now(clock)));
    }

    private RefreshFamily ofClient(Client client, RefreshTokenValue token) throws GeneralException {
        return finding.get(token.family())
                .filter(family -> family.grant().clientId().equals(client.clientId()))
                .orElseThrow(RefreshTokens::invalid);
    }

    private void requireUnused(Client client, RefreshTokenValue token, RefreshFamily family) throws GeneralException {
        Instant now = clock.instant();
        if (family.isExpired(now)) {
            throw invalid();
        }
        Duration grace = client.protocol().refreshGrace(usualGrace);
        if (!family.isCurrent(token) && !family.isInGrace(token, now, grace)) {
            LOG.warn(
                    "A refresh token of client {} was used again; its family is revoked",
                    family.grant().clientId());
            revocations.revokeOrigin(family.originId());
            recordReuse(family.grant());
            throw invalid();
        }
    }

    private void recordReuse(RefreshFamily.Grant grant) {
        refusals.record(new RefusalAudit.Refusal(
                "token.reuse",
                "client/" + grant.clientId(),
                grant.userId() == null ? "" : grant.userId(),
                grant.clientId(),
                Map.of("kind", "refresh_token")));
    }

    private static GeneralException invalid() {
        return OAuthErrors.refuse(
                OAuth2Error.INVALID_GRANT, "the refresh token is not valid: unknown, expired, revoked or used before");
    }
}
