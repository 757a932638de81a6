package dev.gatehouse.users;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A user as a caller sends it; the passwords are write-only.
 *
 * @param scope the system scopes; null on an update that keeps it
 * @param active null on an update that keeps it
 */
record UserInput(
        String userId,
        String userType,
        @JsonUnwrapped Person person,
        @JsonUnwrapped Contact contact,
        @Nullable String roles,
        @Nullable String scope,
        @Nullable Boolean active,
        @JsonUnwrapped NewPassword newPassword) {
    /**
     * The password, twice.
     *
     * @param password null on an update that keeps it
     */
    record NewPassword(@Nullable String password, @Nullable String passwordConfirm) {}

    String email() {
        return contact.email();
    }

    @Nullable
    String password() {
        return newPassword.password();
    }

    @Nullable
    String passwordConfirm() {
        return newPassword.passwordConfirm();
    }

    @Override
    public String toString() {
        return "UserInput[" + userId + "]";
    }
}
