package dev.gatehouse.access.issuers;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.access.JwtVerifier;
import dev.gatehouse.access.issuers.Owners.Owner;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.settings.TrustedIssuer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the user, or the team, of ours that a token of another issuer acts as. Thread-safe; asks the database. */
final class ActingUser {
    private final TrustedIssuer issuer;
    private final Owners owners;

    ActingUser(TrustedIssuer issuer, Owners owners) {
        this.issuer = issuer;
        this.owners = owners;
    }

    /**
     * The id of the user, or of the team that the operator named for a client.
     *
     * @param client to whom the token was issued, or null where it does not say
     * @throws ApiException ERR10000 where there is none, or it may not be that one
     */
    String of(JWTClaimsSet claims, @Nullable String client) {
        String subject = claims.getSubject();
        if (subject != null && issuer.users().subjects().containsKey(subject)) {
            return named(issuer.users().subjects().get(subject));
        }
        if (client != null && ClientTokens.isClientsOwn(claims, client)) {
            String user = issuer.users().clients().get(client);
            if (user == null) {
                throw JwtVerifier.invalid("no user of this server stands behind client " + client + " of its issuer");
            }
            return isTeam(user) ? user : named(user);
        }
        Owner owner = claimed(claims);
        if (owner.administrator() && !issuer.users().administrators()) {
            throw JwtVerifier.invalid("its issuer may not speak for administrators of this server");
        }
        return owner.userId();
    }

    private boolean isTeam(String id) {
        return owners.teams(id, List.of(id)).contains(id);
    }

    /** The operator named this one, so it may be an administrator. */
    private String named(String userId) {
        return owners.withId(userId).map(Owner::userId).orElseThrow(ActingUser::unknown);
    }

    private Owner claimed(JWTClaimsSet claims) {
        if (issuer.users().userIdClaim().isPresent()) {
            return Claims.text(claims, issuer.users().userIdClaim().get())
                    .flatMap(owners::withId)
                    .orElseThrow(ActingUser::unknown);
        }
        return issuer.users()
                .emailClaim()
                .flatMap(claim -> email(claims, claim))
                .orElseThrow(ActingUser::unknown);
    }

    private Optional<Owner> email(JWTClaimsSet claims, String claim) {
        Object verified = claims.getClaim("email_verified");
        if (verified != null && !"true".equals(verified.toString())) {
            throw JwtVerifier.invalid("its issuer has not verified the email it names");
        }
        return Claims.text(claims, claim).flatMap(owners::withEmail);
    }

    private static ApiException unknown() {
        return JwtVerifier.invalid("it names no user of this server");
    }
}
