package dev.gatehouse.oauth.claims;

import dev.gatehouse.authority.MembershipStore;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.protocol.ToldClaims;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.users.Contact;
import dev.gatehouse.users.Person;
import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What clients learn about a user for the scopes profile and email, and for what they ask for
 * one by one (OpenID Connect Core sections 5.4 and 5.5). Thread-safe. */
public final class UserClaims {
    /** Of who is in more teams none are told: tokens are sent with every request. */
    private static final int MAX_GROUPS = 200;

    private final Users users;
    private final Jdbi jdbi;

    public UserClaims(Users users, Jdbi jdbi) {
        this.users = users;
        this.jdbi = jdbi;
    }

    /** What the client learns of the user by the ID token, of what the user allowed it. */
    public Map<TokenClaim, Object> inIdToken(
            Client client, String userId, Collection<String> scopes, AskedClaims asked) {
        List<String> told = client.protocol().told();
        List<String> both = scopes.stream().filter(told::contains).toList();
        Map<TokenClaim, Object> claims = standing(client, userId);
        if (!both.isEmpty() || !asked.idToken().isEmpty()) {
            claims.putAll(of(userId, both, asked.idToken()));
        }
        return claims;
    }

    /** What all tokens of the client tell, and userinfo, of the user's roles and teams; nothing of who is none of our users. */
    public Map<TokenClaim, Object> standing(Client client, String userId) {
        List<String> told = client.protocol().told();
        Map<TokenClaim, Object> claims = new EnumMap<>(TokenClaim.class);
        if (told.contains(ToldClaims.ROLES)) {
            users.find(userId).ifPresent(user -> claims.put(TokenClaim.ROLES, Scopes.split(roles(user))));
        }
        if (told.contains(ToldClaims.GROUPS)) {
            Set<String> teams = jdbi.withHandle(handle -> MembershipStore.teams(handle, userId));
            claims.put(
                    TokenClaim.GROUPS,
                    teams.size() > MAX_GROUPS
                            ? List.of()
                            : teams.stream().sorted().toList());
        }
        return claims;
    }

    private static String roles(User user) {
        return user.roles() == null ? "" : user.roles();
    }

    /**
     * @param more claims that were asked for one by one
     * @throws dev.gatehouse.api.ApiException ERR12013 when the user is gone
     */
    public Map<TokenClaim, Object> of(String userId, Collection<String> scopes, Set<TokenClaim> more) {
        Set<TokenClaim> told = TokenClaim.ofScopes(scopes);
        told.addAll(more);
        Map<TokenClaim, Object> claims = all(users.get(userId));
        claims.keySet().retainAll(told);
        return claims;
    }

    private static Map<TokenClaim, Object> all(User user) {
        Map<TokenClaim, Object> claims = new EnumMap<>(TokenClaim.class);
        addProfile(claims, user);
        claims.put(TokenClaim.EMAIL, user.contact().email());
        put(claims, TokenClaim.EMAIL_VERIFIED, user.contact().emailVerified());
        return claims;
    }

    private static void addProfile(Map<TokenClaim, Object> claims, User user) {
        Person person = user.person();
        Contact contact = user.contact();
        String name = Stream.of(person.firstName(), person.middleName(), person.lastName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        claims.put(TokenClaim.NAME, name.isEmpty() ? user.userId() : name);
        put(claims, TokenClaim.GIVEN_NAME, person.firstName());
        put(claims, TokenClaim.MIDDLE_NAME, person.middleName());
        put(claims, TokenClaim.FAMILY_NAME, person.lastName());
        put(claims, TokenClaim.NICKNAME, person.nickname());
        claims.put(TokenClaim.PREFERRED_USERNAME, user.userId());
        put(claims, TokenClaim.GENDER, person.gender());
        put(claims, TokenClaim.BIRTHDATE, person.birthdate());
        put(claims, TokenClaim.PROFILE, contact.profile());
        put(claims, TokenClaim.PICTURE, contact.picture());
        put(claims, TokenClaim.WEBSITE, contact.website());
        put(claims, TokenClaim.ZONEINFO, contact.zoneinfo());
        put(claims, TokenClaim.LOCALE, contact.locale());
        claims.put(TokenClaim.UPDATED_AT, updated(user).getEpochSecond());
    }

    /** Nothing where nobody said it. */
    private static void put(Map<TokenClaim, Object> claims, TokenClaim claim, @Nullable Object value) {
        if (value != null) {
            claims.put(claim, value);
        }
    }

    private static Instant updated(User user) {
        return Objects.requireNonNull(user.times().updateDt(), "whoever is stored was written once");
    }
}
