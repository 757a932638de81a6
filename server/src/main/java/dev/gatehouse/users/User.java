package dev.gatehouse.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A person. The password is kept apart and never read back.
 *
 * @param userType admin, employee, customer or partner
 * @param roles role names separated by space, or null
 * @param scope the system scopes that an administrator gave beyond what everybody may hold, separated by space; empty for none
 * @param active false for who is disabled: gets no tokens, and neither do the clients they own
 */
public record User(
        String userId,
        String userType,
        @JsonUnwrapped Person person,
        @JsonUnwrapped Contact contact,
        @Nullable String roles,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String scope,
        boolean active,
        @JsonUnwrapped Timestamps times) {
    String email() {
        return contact.email();
    }
}
