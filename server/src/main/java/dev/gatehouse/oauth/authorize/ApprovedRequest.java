package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.oauth.session.Session;

/** What a user grants to whom. Immutable. */
record ApprovedRequest(ValidRequest request, Session session, Scope scope) {}
