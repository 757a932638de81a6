package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.Consents;

/** What a user grants to whom. Immutable. */
record ApprovedRequest(ValidRequest request, Session session, Scope scope) {
    /** All of it, as consents have it. */
    Consents.Allowed allowed() {
        return Consents.Allowed.of(scope, request.claims().asked());
    }
}
