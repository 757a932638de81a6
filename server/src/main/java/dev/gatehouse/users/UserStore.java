package dev.gatehouse.users;

import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of users. Stateless. */
final class UserStore {
    private static final String COLUMNS = """
            user_id, user_type, first_name, middle_name, last_name, nickname, gender, birthdate, email, email_verified,
            profile, picture, website, zoneinfo, locale, roles, system_scope, active, created, updated
            """;

    Optional<User> find(Handle handle, String userId) {
        return handle.createQuery("select " + COLUMNS + " from users where user_id = :userId")
                .bind("userId", userId)
                .map(UserStore::user)
                .findOne();
    }

    Optional<User> findByEmail(Handle handle, String email) {
        return handle.createQuery("select " + COLUMNS + " from users where lower(email) = lower(:email)")
                .bind("email", email)
                .map(UserStore::user)
                .findOne();
    }

    Optional<User> lock(Handle handle, String userId) {
        return handle.createQuery("select " + COLUMNS + " from users where user_id = :userId for update")
                .bind("userId", userId)
                .map(UserStore::user)
                .findOne();
    }

    Optional<String> hash(Handle handle, String userId) {
        return handle.createQuery("select password_hash from users where user_id = :userId")
                .bind("userId", userId)
                .mapTo(String.class)
                .findOne();
    }

    /** What somebody signs in with. */
    record Login(String userId, String passwordHash, boolean active, Credentials.Account account) {}

    /**
     * Who signs in with the name; the address comes first: nobody takes it over by choosing it as an id.
     *
     * @param name a user id or an email address
     */
    Optional<Login> findLogin(Handle handle, String name) {
        return handle.createQuery("""
                        select user_id, access_id, password_hash, active, password_change_required
                          from users
                         where user_id = :name or lower(email) = lower(:name)
                         order by lower(email) = lower(:name) desc
                         limit 1
                        """)
                .bind("name", name)
                .map((row, context) -> new Login(
                        row.getString("user_id"),
                        row.getString("password_hash"),
                        row.getBoolean("active"),
                        new Credentials.Account(
                                row.getString("user_id"),
                                row.getObject("access_id", UUID.class),
                                row.getBoolean("password_change_required"))))
                .findOne();
    }

    /** The password that the user must change; empty where there is none. */
    Optional<String> initialHash(Handle handle, String userId) {
        return handle.createQuery("""
                        select password_hash from users where user_id = :userId and password_change_required
                        """)
                .bind("userId", userId)
                .mapTo(String.class)
                .findOne();
    }

    /** Puts another hash of the same password in the place of the first, if that is still there. */
    void rehash(Handle handle, Login login, String stronger, Instant now) {
        handle.createUpdate("""
                        update users set password_hash = :stronger, password_rehashed = :now
                         where user_id = :userId and password_hash = :hash
                        """)
                .bind("stronger", stronger)
                .bind("now", now)
                .bind("userId", login.userId())
                .bind("hash", login.passwordHash())
                .execute();
    }

    /** Changes the password if the user still has the duty to do so, and clears that; returns the user's new access. */
    Optional<UUID> replaceInitialHash(Handle handle, String userId, String newHash, Instant now) {
        return handle.createQuery("""
                        update users
                           set password_hash = :newHash, password_change_required = false, updated = :now
                         where user_id = :userId and password_change_required and active
                        returning access_id
                        """)
                .bind("newHash", newHash)
                .bind("now", now)
                .bind("userId", userId)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Changes the password if it is still the one of the first hash, and clears the duty to change it. */
    boolean replaceHash(Handle handle, String userId, String currentHash, String newHash, Instant now) {
        return handle.createUpdate("""
                        update users
                           set password_hash = :newHash, password_change_required = false, updated = :now
                         where user_id = :userId and password_hash = :currentHash
                        """)
                        .bind("userId", userId)
                        .bind("currentHash", currentHash)
                        .bind("newHash", newHash)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    List<User> list(Handle handle, KeyedPage page) {
        return page.bindRows(handle.createQuery("select " + COLUMNS + " from users" + page.rows("user_id")))
                .map(UserStore::user)
                .list();
    }

    long count(Handle handle, KeyedPage page) {
        return page.bindMatching(handle.createQuery("select count(*) from users" + page.matching("user_id")))
                .mapTo(Long.class)
                .one();
    }

    boolean isEmpty(Handle handle) {
        return handle.createQuery("select not exists (select from users)")
                .mapTo(Boolean.class)
                .one();
    }

    void insert(Handle handle, User user, String passwordHash, boolean passwordChangeRequired) {
        bind(handle.createUpdate("""
                                insert into users (user_id, user_type, first_name, middle_name, last_name, nickname, gender,
                                                   birthdate, email, email_verified, profile, picture, website, zoneinfo,
                                                   locale, roles, system_scope, active, created, updated, password_hash,
                                                   password_change_required)
                                values (:userId, :userType, :firstName, :middleName, :lastName, :nickname, :gender,
                                        :birthdate, :email, :emailVerified, :profile, :picture, :website, :zoneinfo,
                                        :locale, :roles, :scope, :active, :created, :updated, :passwordHash,
                                        :passwordChangeRequired)
                                """), user)
                .bind("created", user.times().createDt())
                .bind("passwordHash", passwordHash)
                .bind("passwordChangeRequired", passwordChangeRequired)
                .execute();
    }

    /** @param passwordHash null to keep the password */
    void update(Handle handle, User user, @Nullable String passwordHash) {
        bind(handle.createUpdate("""
                                update users
                                   set user_type = :userType, first_name = :firstName, middle_name = :middleName,
                                       last_name = :lastName, nickname = :nickname, gender = :gender,
                                       birthdate = :birthdate, email = :email, email_verified = :emailVerified,
                                       profile = :profile, picture = :picture, website = :website,
                                       zoneinfo = :zoneinfo, locale = :locale, roles = :roles, system_scope = :scope,
                                       active = :active, updated = :updated,
                                       password_hash = coalesce(:passwordHash, password_hash),
                                       password_change_required = password_change_required and :passwordHash::text is null
                                 where user_id = :userId
                                """), user).bind("passwordHash", passwordHash).execute();
    }

    /** Ends all that came of the user having signed in; returns false where there is no such user. */
    boolean endAccess(Handle handle, String userId) {
        return handle.createUpdate("update users set access_id = gen_random_uuid() where user_id = :userId")
                        .bind("userId", userId)
                        .execute()
                > 0;
    }

    void delete(Handle handle, String userId) {
        handle.createUpdate("delete from users where user_id = :userId")
                .bind("userId", userId)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, User user) {
        return statement
                .bind("userId", user.userId())
                .bind("userType", user.userType())
                .bindMethods(user.person())
                .bindMethods(user.contact())
                .bind("roles", user.roles())
                .bind("scope", user.scope())
                .bind("active", user.active())
                .bind("updated", user.times().updateDt());
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                row.getString("user_id"),
                row.getString("user_type"),
                person(row),
                contact(row),
                row.getString("roles"),
                row.getString("system_scope"),
                row.getBoolean("active"),
                Times.readBoth(row));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("first_name"),
                row.getString("middle_name"),
                row.getString("last_name"),
                row.getString("nickname"),
                row.getString("gender"),
                row.getString("birthdate"));
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                row.getString("email"),
                row.getObject("email_verified", Boolean.class),
                row.getString("profile"),
                row.getString("picture"),
                row.getString("website"),
                row.getString("zoneinfo"),
                row.getString("locale"));
    }
}
